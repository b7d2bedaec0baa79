"""What is published from the knowledge base: pages of text, without anybody's answers.

`popliteus.publish.pages.write` writes the whole site.
"""
