// Makes the heads of tables into buttons that sort. Without it every table can be read as it is.
"use strict";
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
