// Buttons that copy a text of the page: <button data-copies="ID" hidden>, and beside it an empty
// <span role="status">. They stay hidden where no script runs.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const source = document.getElementById(button.dataset.copies);
  const said = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copied(source);
    said.textContent = done ? "Copied" : "Copying is not allowed here: the text is marked instead";
  });
}

// The clipboard is only there on pages with TLS and on this machine. Elsewhere the text is marked,
// and the older command tried.
async function copied(source) {
  const text = source.value ?? source.innerText;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    mark(source);
    return document.execCommand("copy");
  }
}

function mark(source) {
  if (source.select) {
    source.select();
    return;
  }
  getSelection().selectAllChildren(source);
}
