"""What popliteus publishes about its knowledge: nothing here is needed for an assessment."""
