// Keeps the drawing and the list of places in step. The list is the control: a tap on the drawing
// presses its box, and the drawing shows what is ticked.
const maps = document.querySelector("[data-choices]");
const boxes = [...document.querySelectorAll(`input[name="${maps.dataset.choices}"]`)];

// The words of a box, without the number before them.
function words(box) {
  return box.labels[0].lastElementChild?.textContent ?? box.labels[0].textContent.trim();
}

function show() {
  const ticked = new Map(boxes.filter((box) => box.checked).map((box) => [box.value, box]));
  const shown = new Set();
  for (const place of maps.querySelectorAll("[data-place]")) {
    const box = ticked.get(place.dataset.place);
    place.classList.toggle("pd-on", box !== undefined);
    if (box) shown.add(box);
  }
  const named = boxes.filter((box) => shown.has(box)).map(words).join("; ");
  maps.querySelector("[data-chosen]").textContent = named ? `Chosen: ${named}` : "";
}

maps.addEventListener("click", (event) => {
  const place = event.target.closest("a[data-place]");
  if (!place) return;
  event.preventDefault();
  boxes.find((box) => box.value === place.dataset.place)?.click();
});

// A box may clear others without a word; that is done before the next picture is drawn.
document.addEventListener("change", () => requestAnimationFrame(show));
window.addEventListener("pageshow", show);

for (const hint of maps.querySelectorAll("[data-script]")) hint.hidden = false;
show();
