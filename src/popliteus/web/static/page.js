// Comfort on every page; all of it works without. A form is sent once, "none of these" clears the
// other boxes, the space bar presses what looks like a button, and after a step the page is read
// from its heading.
const STEP = "popliteus-step";
const PAUSE = 3000;

const sent = new WeakMap();

// Somebody who presses the button twice means it once. After a pause it may be tried again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.timeStamp - sent.get(form) < PAUSE) {
    event.preventDefault();
    return;
  }
  sent.set(form, event.timeStamp);
  remember();
});

// The browser's "back" may bring a page as it was left: then its forms may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) sent.delete(form);
});

document.addEventListener("change", (event) => {
  const box = event.target;
  if (box.type !== "checkbox" || !box.checked) return;
  for (const other of box.form.querySelectorAll(`input[name="${box.name}"]:checked`)) {
    const alone = (one) => one.dataset.behaviour === "exclusive";
    if (other !== box && (alone(box) || alone(other))) other.checked = false;
  }
});

// A link that looks like a button, and is called one, is pressed like one.
const pressed = (event) => event.target.closest('a[role="button"]');

document.addEventListener("keydown", (event) => {
  const link = event.key === " " && pressed(event);
  if (!link) return;
  event.preventDefault(); // or the page would scroll
  if (!event.repeat) link.click();
});

// It makes a step as well, if it leads to another of our pages and not to a call or a file.
document.addEventListener("click", (event) => {
  const link = pressed(event);
  const here = link && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (here && link.origin === location.origin && !link.hasAttribute("download")) remember();
});

// Nothing is kept but that a step was made, and only until the next page is there.
function remember() {
  try {
    sessionStorage.setItem(STEP, "1");
  } catch {
    // Storage is forbidden: the next page is read from its top.
  }
}

function stepped() {
  try {
    const found = sessionStorage.getItem(STEP) !== null;
    sessionStorage.removeItem(STEP);
    return found;
  } catch {
    return false;
  }
}

// What is wrong comes first, then the heading, unless the browser or somebody was quicker. The page
// stays where it is: what stands above the heading, such as a call for help, is seen.
function focusFirst() {
  const after = stepped();
  if (document.activeElement !== document.body || location.hash) return;
  const summary = document.querySelector(".nhsuk-error-summary");
  const target = summary ?? (after ? document.querySelector("main h1") : null);
  if (!target) return;
  target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: target !== summary });
}

// Browsers that know `autofocus` have done it by then.
requestAnimationFrame(focusFirst);
