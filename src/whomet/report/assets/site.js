// Improves a page that is complete without it: search, filters and sorting of the table of
// records, and tooltips on the charts. It reads and writes this page only.
"use strict";

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function recordTable(table, form, status) {
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, text: plain(row.textContent) }));
  const search = form.querySelector("#filter-text");
  const selects = [...form.querySelectorAll("select[data-filter]")];
  const marks = [...document.querySelectorAll(".chart a[href^='encounters/']")];

  function apply() {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    const shown = new Set();
    for (const { row, text } of rows) {
      const fits =
        words.every((word) => text.includes(word)) &&
        selects.every((s) => !s.value || row.dataset[s.dataset.filter].split("|").includes(s.value));
      row.hidden = !fits;
      if (fits) shown.add(row.dataset.page);
    }
    for (const mark of marks) mark.classList.toggle("dimmed", !shown.has(mark.getAttribute("href")));
    const narrowed = shown.size < rows.length;
    status.textContent = narrowed ? `Showing ${shown.size} of ${rows.length} records` : "";
    remember();
  }

  // The choice stands in the address, so that a filtered table can be sent to somebody.
  function remember() {
    const chosen = new URLSearchParams();
    if (search.value) chosen.set("text", search.value);
    for (const s of selects) if (s.value) chosen.set(s.dataset.filter, s.value);
    const fragment = chosen.toString();
    if (fragment || location.hash.startsWith("#records:")) {
      history.replaceState(null, "", fragment ? `#records:${fragment}` : "#records");
    }
  }

  function recall() {
    if (!location.hash.startsWith("#records:")) return;
    const chosen = new URLSearchParams(location.hash.slice("#records:".length));
    search.value = chosen.get("text") ?? "";
    for (const s of selects) s.value = chosen.get(s.dataset.filter) ?? "";
    for (const s of selects) if (s.selectedIndex < 0) s.value = "";
    document.getElementById("records").scrollIntoView();
  }

  const keys = {
    date: (row) => row.dataset.order,
    sources: (row) => parseInt(row.cells[6].textContent, 10),
  };
  const column = { who: 1, country: 2, mode: 3, word: 5 };
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

  for (const head of table.querySelectorAll("th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    const label = document.createElement("span"); // browsers do not repeat buttons in the heads of printed pages
    label.className = "on-paper";
    label.textContent = button.textContent = head.textContent;
    head.replaceChildren(button, label);
    const key = keys[head.dataset.sort] ?? ((row) => row.cells[column[head.dataset.sort]].textContent.trim());
    button.addEventListener("click", () => {
      const ascending = head.getAttribute("aria-sort") !== "ascending";
      for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      const order = ascending ? 1 : -1;
      rows.sort((a, b) => order * compare(String(key(a.row)), String(key(b.row))));
      body.append(...rows.map(({ row }) => row));
    });
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  window.addEventListener("hashchange", () => { recall(); apply(); });
  recall();
  apply();
}

function tooltips() {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true"); // the link already carries these words as its name
  document.body.append(tip);

  function show(link) {
    tip.textContent = link.getAttribute("aria-label");
    tip.hidden = false;
    const mark = link.getBoundingClientRect();
    const box = tip.getBoundingClientRect();
    const left = Math.min(Math.max(8, mark.left + mark.width / 2 - box.width / 2), document.documentElement.clientWidth - box.width - 8);
    const above = mark.top - box.height - 8;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(above > 0 ? above : mark.bottom + 8) + scrollY}px`;
  }
  const hide = () => { tip.hidden = true; };
  for (const link of document.querySelectorAll(".chart a[aria-label]")) {
    link.querySelector("title")?.remove();
    link.addEventListener("pointerenter", () => show(link));
    link.addEventListener("pointerleave", hide);
    link.addEventListener("focus", () => show(link));
    link.addEventListener("blur", hide);
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}

// Paper cannot be unfolded.
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    details.dataset.unfolded = "";
  }
});
window.addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("details[data-unfolded]")) {
    details.open = false;
    delete details.dataset.unfolded;
  }
});

const table = document.getElementById("records-table");
if (table) recordTable(table, document.getElementById("filters"), document.getElementById("filter-status"));
tooltips();
