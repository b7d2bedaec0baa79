// Makes the heads of tables into buttons that sort, and puts a button beside each citation that
// copies it. Without it every table and every citation can be read as it is.
"use strict";
for (const citation of navigator.clipboard ? document.querySelectorAll(".citation") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  const style = citation.previousElementSibling?.tagName === "DT" ? citation.previousElementSibling.textContent : "";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy this citation ${style}`.trim());
  const text = citation.textContent.trim();
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  });
  citation.append(" ", button);
}
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  const key = (row, column) => {
    const cell = row.cells[column];
    const text = cell.dataset.value ?? cell.textContent.trim();
    const number = parseFloat(text);
    return { text, number };
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const rows = [...table.tBodies[0].rows].map((row) => ({ row, ...key(row, column) }));
      const numeric = rows.every((one) => !Number.isNaN(one.number));
      rows.sort((a, b) => {
        const order = numeric ? a.number - b.number : a.text.localeCompare(b.text, "en");
        return up ? order : -order;
      });
      table.tBodies[0].append(...rows.map((one) => one.row));
    });
  });
}
