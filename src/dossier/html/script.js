// The dashboard's comforts: one view at a time, filters and sorting that an address can carry, links, charts. Without it
// every table and list is there all the same.
"use strict";
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const words = JSON.parse($("#words").textContent);
  const main = $("#main");
  const views = $$(".view");
  const LETTERS = ["e", "g", "r", "u", "p", "m", "d", "n"];
  const NAMES = { e: "error", g: "gap", r: "review", u: "unreported", p: "partial", m: "met", d: "not_due", n: "not_applicable" };

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  };
  const letterOf = (element) => LETTERS.find((letter) => element.classList.contains(letter));
  const textOf = (element) => (element ? element.textContent.trim() : "");
  const byId = (id) => {
    const found = document.getElementById(id);
    if (found) return found;
    try {
      return document.getElementById(decodeURIComponent(id));
    } catch {
      return null;
    }
  };

  // ---- addresses: "matrix&region=Africa&verdict=gap" ----

  const readAddress = () => {
    const [target, ...rest] = location.hash.slice(1).split("&");
    return { target: target || views[0].id, choices: new URLSearchParams(rest.join("&")) };
  };
  const writeAddress = (view, choices) => {
    const text = choices.toString();
    history.replaceState(null, "", "#" + view + (text ? "&" + text : ""));
  };

  // ---- controls ----

  const controls = []; // of each view: { view, names, set(choices), apply() }

  const makeSelect = (name, label, options) => {
    const select = make("select", { name, id: "choose-" + name + "-" + options.view });
    select.append(make("option", { value: "" }, options.none || words.all));
    for (const [value, text] of options.values) select.append(make("option", { value }, text));
    return make("label", {}, label, select);
  };
  const makeSearch = (view) => make("label", {}, words.search, make("input", { type: "search", name: "search", id: "choose-search-" + view }));

  const makeForm = (view, fields, apply) => {
    const output = make("output", { id: "shown-" + view });
    const clear = make("button", { type: "reset" }, words.clear);
    const form = make("form", { class: "filters", "data-view": view, "aria-label": words.search }, ...fields, clear, output);
    const inputs = () => $$("select, input", form);
    const changed = () => {
      const choices = new URLSearchParams();
      for (const input of inputs()) if (input.value) choices.set(input.name, input.value);
      const sort = form.dataset.sort;
      if (sort) choices.set("sort", sort);
      writeAddress(view, choices);
      apply(form, output);
    };
    form.addEventListener("input", changed);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => {
      delete form.dataset.sort;
      setTimeout(changed);
    });
    controls.push({
      view,
      set: (choices) => {
        for (const input of inputs()) input.value = choices.get(input.name) || "";
        apply(form, output);
      },
      form,
      changed,
    });
    return form;
  };
  const value = (form, name) => (form.elements[name] ? form.elements[name].value : "");
  const tellShown = (output, shown, of) => {
    output.textContent = shown === 0 && of > 0 ? words.none : words.shown.replace("{shown}", shown).replace("{of}", of);
  };
  const distinct = (texts) => [...new Set(texts)].filter(Boolean).sort((a, b) => a.localeCompare(b)).map((text) => [text, text]);

  // ---- sorting ----

  const keyOf = (cell, kind) => {
    const numbers = textOf(cell).split("/").map((part) => part.replace(/[^0-9]/g, ""));
    if (kind === "number") return numbers[0] === "" ? -1 : Number(numbers[0]);
    if (kind === "share") return Number(numbers[1]) > 0 ? Number(numbers[0]) / Number(numbers[1]) : -1;
    return textOf(cell);
  };
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b));

  const sortTable = (table, index, ascending) => {
    const heads = $$("thead tr:last-child > *", table);
    const kind = heads[index].dataset.sort;
    for (const head of heads) head.removeAttribute("aria-sort");
    heads[index].setAttribute("aria-sort", ascending ? "ascending" : "descending");
    for (const body of table.tBodies) {
      const rows = Array.from(body.rows, (row, at) => ({ row, at, key: keyOf(row.cells[index], kind) }));
      rows.sort((a, b) => (ascending ? 1 : -1) * compare(a.key, b.key) || a.at - b.at);
      body.append(...rows.map(({ row }) => row));
    }
  };
  const makeSortable = (table, view) => {
    $$("thead tr:last-child > *", table).forEach((head, index) => {
      if (!head.dataset.sort) return;
      const button = make("button", { type: "button", title: words.sort + " " + textOf(head) }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const ascending = head.getAttribute("aria-sort") !== "ascending";
        for (const one of table.classList.contains("matrix") ? matrices.map((matrix) => matrix.table) : [table]) sortTable(one, index, ascending);
        const control = controls.find((one) => one.view === view);
        if (!control) return;
        control.form.dataset.sort = (ascending ? "" : "-") + index;
        control.changed();
      });
    });
  };
  const sortByChoice = (table, form, choices) => {
    const sort = choices.get("sort");
    if (!sort || !/^-?\d+$/.test(sort)) return;
    const index = Math.abs(Number(sort));
    const head = $$("thead tr:last-child > *", table)[index];
    if (!head || !head.dataset.sort) return;
    form.dataset.sort = sort;
    sortTable(table, index, !sort.startsWith("-"));
  };

  // ---- by Party ----

  const matrices = $$("table.matrix").map((table) => ({
    table,
    rows: Array.from(table.tBodies[0].rows),
    columns: $$("thead th[data-p]", table).map((head) => ({ head, index: head.cellIndex })),
  }));
  const columns = matrices.flatMap((matrix) => matrix.columns);
  // The cells of one paragraph, of all actors: { row, cell }.
  const cellsOf = (provision) => matrices.flatMap(({ rows, columns: own }) => {
    const column = own.find(({ head }) => head.dataset.p === provision);
    return column ? rows.map((row) => ({ row, cell: row.cells[column.index] })) : [];
  });
  const showColumns = ({ table, rows, columns: own }, form) => {
    const force = value(form, "force"), instrument = value(form, "instrument");
    const shown = own.filter(({ head }) => (!force || head.dataset.force === force) && (!instrument || head.dataset.i === instrument));
    const visible = new Set(shown.map(({ index }) => index));
    for (const { head, index } of own) {
      const hide = !visible.has(index);
      if (head.hidden === hide) continue;
      head.hidden = hide;
      for (const row of rows) row.cells[index].hidden = hide;
    }
    for (const group of $$("tr.over th", table)) {
      const count = shown.filter(({ head }) => head.dataset.i === textOf(group)).length;
      group.hidden = count === 0;
      if (count > 0) group.colSpan = count;
    }
    return shown;
  };
  const applyMatrix = (form, output) => {
    const region = value(form, "region"), letter = LETTERS.find((one) => NAMES[one] === value(form, "verdict"));
    const who = value(form, "who"), search = value(form, "search").toLowerCase();
    let count = 0, all = 0;
    for (const matrix of matrices) {
      const shown = showColumns(matrix, form);
      const wanted = shown.length > 0 && (!who || matrix.table.id === "matrix-" + who);
      let here = 0;
      for (const row of matrix.rows) {
        const show = wanted &&
          (!region || textOf(row.cells[1]) === region) &&
          (!search || textOf(row.cells[0]).toLowerCase().includes(search) || row.dataset.a.toLowerCase().includes(search)) &&
          (!letter || shown.some(({ index }) => row.cells[index].classList.contains(letter)));
        row.hidden = !show;
        here += show;
      }
      matrix.table.parentElement.hidden = here === 0;
      count += here;
      all += matrix.rows.length;
    }
    tellShown(output, count, all);
  };
  const verdictWords = () => {
    const found = new Map();
    for (const term of $$("dl.legend dt")) found.set(letterOf(term), textOf(term));
    if (found.size === 0) for (const cell of $$(".matrix tbody td[class]")) if (letterOf(cell)) found.set(letterOf(cell), textOf(cell));
    return LETTERS.filter((letter) => found.has(letter)).map((letter) => [NAMES[letter], found.get(letter)]);
  };
  const forceWords = () => {
    const found = new Map();
    for (const one of $$(".provision[data-force]")) found.set(one.dataset.force, textOf($(".tag.force", one)).split(" · ").pop());
    for (const { head } of columns) if (!found.has(head.dataset.force)) found.set(head.dataset.force, head.dataset.force);
    return [...found];
  };
  if (matrices.length > 0) {
    const view = "matrix";
    const rows = matrices.flatMap((matrix) => matrix.rows);
    const used = new Set(columns.map(({ head }) => head.dataset.force));
    const kinds = matrices.map(({ table }) => [table.id.slice("matrix-".length), textOf(table.caption)]);
    matrices[0].table.parentElement.before(makeForm(view, [
      makeSearch(view),
      makeSelect("who", words.party, { view, values: kinds }),
      makeSelect("region", words.region, { view, values: distinct(rows.map((row) => textOf(row.cells[1]))) }),
      makeSelect("instrument", words.instrument, { view, values: distinct(columns.map(({ head }) => head.dataset.i)) }),
      makeSelect("force", words.force, { view, values: forceWords().filter(([force]) => used.has(force)) }),
      makeSelect("verdict", words.verdict, { view, values: verdictWords() }),
    ], applyMatrix));
    for (const { table } of matrices) makeSortable(table, view);
  }

  // ---- the register ----

  const register = $("#register-table");
  const applyRegister = (form, output) => {
    const search = value(form, "search").toLowerCase();
    let count = 0;
    const rows = Array.from(register.tBodies[0].rows);
    for (const row of rows) {
      const show =
        (!value(form, "region") || textOf(row.cells[1]) === value(form, "region")) &&
        (!value(form, "role") || textOf(row.cells[2]) === value(form, "role")) &&
        (!value(form, "state") || row.dataset.state === value(form, "state")) &&
        (!search || row.textContent.toLowerCase().includes(search));
      row.hidden = !show;
      count += show;
    }
    tellShown(output, count, rows.length);
  };
  if (register) {
    const view = "register";
    const rows = Array.from(register.tBodies[0].rows);
    const links = new Map($$(".matrix tbody th a").map((one) => [textOf(one), one]));
    for (const row of rows) {
      const link = links.get(textOf(row.cells[0]));
      if (link) row.cells[0].replaceChildren(link.cloneNode(true));
    }
    const names = ["current", "overdue", "lapsed", "missing", "unreported", "uncertain", "ahead"];
    for (const row of rows) row.dataset.state = names.find((name) => words[name] === textOf(row.cells[3])) || "";
    const states = names.filter((name) => rows.some((row) => row.dataset.state === name)).map((name) => [name, words[name]]);
    register.parentElement.before(makeForm(view, [
      makeSearch(view),
      makeSelect("region", words.region, { view, values: distinct(rows.map((row) => textOf(row.cells[1]))) }),
      makeSelect("role", words.role, { view, values: distinct(rows.map((row) => textOf(row.cells[2]))) }),
      makeSelect("state", words.state, { view, values: states }),
    ], applyRegister));
    makeSortable(register, view);
  }

  // ---- the tile map: scores as they are, or the verdicts on one paragraph ----

  const colourTiles = (form) => {
    const provision = value(form, "provision");
    const cells = new Map(cellsOf(provision).map(({ row, cell }) => [$("a", row).hash, cell]));
    for (const tile of $$(".tiles a")) {
      const cell = cells.get(tile.hash);
      tile.classList.remove("v", ...LETTERS);
      tile.removeAttribute("data-word");
      if (!provision) continue;
      const letter = cell && letterOf(cell);
      tile.classList.add("v", letter || "n");
      tile.dataset.word = letter ? textOf(cell) : "–";
    }
    $("#scale").hidden = Boolean(provision);
  };
  const map = $("#map .regions");
  if (map && matrices.length > 0) {
    const view = "map";
    map.before(makeForm(view, [
      makeSelect("provision", words.colour, { view, none: words.overall, values: matrices[0].columns.map(({ head }) => [head.dataset.p, head.dataset.p]) }),
    ], colourTiles));
  }

  // ---- trend ----

  let chart = null;
  const variable = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const runDays = () => $$("#trend-instruments thead th[data-day]").map((head) => ({ day: Number(head.dataset.day), text: textOf(head.firstChild) }));
  const pointsOf = (cells) => cells.map((cell) => (cell && cell.dataset.v ? cell.dataset.v.split(",").map((part) => (part === "" ? null : Number(part))) : null));
  const seriesOf = (name) => {
    const days = runDays();
    const article = name.startsWith("party/") ? byId(name) : null;
    if (article) {
      // A run in which nothing changed has no row: it says what the run before it says.
      const rows = new Map($$(".history tbody tr", article).map((row) => [textOf(row.cells[0]), Array.from(row.cells).slice(1, 4)
        .map(textOf).join(" ").split(/[^0-9]+/)]));
      let last = null;
      return { label: textOf($("h3", article)), points: days.map(({ text }) => {
        const parts = rows.get(text);
        if (parts) last = parts.length < 4 ? null : parts.filter(Boolean).length === 5 ? parts.filter(Boolean).map(Number) : [null, ...parts.filter(Boolean).map(Number)];
        return last;
      }) };
    }
    const [table, index] = name.split("/");
    const row = byId("trend-" + table)?.tBodies[0]?.rows[Number(index)];
    return row ? { label: textOf(row.cells[0]), points: pointsOf(Array.from(row.cells).slice(1)) } : null;
  };
  const drawTrend = (form) => {
    const series = seriesOf(value(form, "show") || "instruments/0");
    const holder = $("#trend-chart .canvas");
    if (!series || typeof Chart === "undefined") return;
    const days = runDays();
    const at = (pick) => series.points.map((point, index) => ({ x: days[index].day, y: point ? pick(point) : null }));
    const accent = variable("--accent"), soft = variable("--soft"), line = variable("--line");
    if (chart) chart.destroy();
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.font.size = 13;
    const canvas = make("canvas", { role: "img", "aria-label": words.chart + " " + series.label });
    holder.replaceChildren(canvas);
    const set = (label, data, more) => ({ label, data, parsing: false, clip: 8, borderColor: accent, backgroundColor: accent, ...more });
    chart = new Chart(canvas, {
      type: "line",
      data: {
        datasets: [
          set(words.score, at((p) => p[0]), { borderWidth: 3, pointRadius: 4, order: 0 }),
          set("", at((p) => p[1]), { borderWidth: 1, pointRadius: 0, order: 2 }),
          set(words.bounds, at((p) => p[2]), { borderWidth: 1, pointRadius: 0, fill: "-1", backgroundColor: accent + "2b", order: 3 }),
          set(words.coverage, at((p) => (p[4] > 0 ? Math.round((100 * p[3]) / p[4]) : null)),
            { borderColor: soft, backgroundColor: soft, borderDash: [6, 5], borderWidth: 2, pointRadius: 3, pointStyle: "rect", order: 1 }),
        ],
      },
      options: {
        animation: false, maintainAspectRatio: false, color: variable("--ink"), locale: document.documentElement.lang,
        interaction: { mode: "index", intersect: false },
        scales: {
          x: { type: "linear", min: days[0].day, max: days[days.length - 1].day, grid: { color: line },
            afterBuildTicks: (axis) => {
              // From the last run back, as many as their dates have room for.
              const gap = (days[days.length - 1].day - days[0].day) / Math.max(2, Math.floor(axis.width / 130));
              const kept = [];
              for (const { day } of days.slice().reverse()) if (kept.length === 0 || kept[0].value - day >= gap) kept.unshift({ value: day });
              axis.ticks = kept;
            },
            ticks: { color: soft, autoSkip: false, maxRotation: 40, callback: (day) => (days.find((one) => one.day === day) || { text: "" }).text } },
          y: { min: 0, max: 100, grid: { color: line }, ticks: { color: soft, stepSize: 20, callback: (percent) => percent + "\u202f%" } },
        },
        plugins: {
          legend: { position: "bottom", labels: { usePointStyle: true, filter: (item) => item.text !== "" } },
          title: { display: true, text: series.label, color: variable("--ink"), align: "start" },
          tooltip: { filter: (item) => item.dataset.label !== "", callbacks: {
            title: (items) => (items.length > 0 ? days[items[0].dataIndex].text : ""),
            label: (item) => { const p = series.points[item.dataIndex];
              return item.dataset.label + ": " + (item.datasetIndex === 2 ? p[1] + "–" + p[2] : item.formattedValue) + "\u202f%"; } } },
        },
      },
    });
  };
  const trend = $("#trend-chart");
  if (trend && $("#trend-instruments")) {
    const select = make("select", { name: "show", id: "choose-show-trend" });
    const group = (label, entries) => {
      if (entries.length > 0) select.append(make("optgroup", { label }, ...entries.map(([name, text]) => make("option", { value: name }, text))));
    };
    const rowsOf = (table) => $$("#trend-" + table + " tbody tr").map((row, index) => [index === 0 && table === "instruments" ? "" : table + "/" + index, textOf(row.cells[0])]);
    group(words.instrument, rowsOf("instruments"));
    group(words.region, rowsOf("regions"));
    group(words.provision, rowsOf("provisions"));
    group(words.party, $$(".party").filter((article) => $(".history", article)).map((article) => [article.id, textOf($("h3", article))]));
    trend.append(makeForm("trend", [make("label", {}, words.series, select)], (form) => {
      if ($("#trend").classList.contains("on")) drawTrend(form);
    }), make("div", { class: "canvas" }));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => controls.find((one) => one.view === "trend").set(readAddress().choices));
  }

  // ---- Parties: one at a time, with links that would be too many to be written for all ----

  const parties = $$(".party");
  const narrow = matchMedia("(max-width: 40rem)");
  const provisions = new Map(columns.map(({ head }) => [head.dataset.p, $("a", head).getAttribute("href")]));
  const linkProvision = (node) => {
    const parts = node.data.split(/(, )/).map((part) => {
      const href = provisions.get(part.trim());
      return href ? make("a", { href }, part.trim()) : part;
    });
    node.replaceWith(...parts.flatMap((part) => [part, typeof part === "string" ? "" : " "]));
  };
  const decorate = (article) => {
    if (article.dataset.done) return;
    article.dataset.done = "1";
    const link = (list, prefix) => {
      const numbers = textOf(list).split(", ").filter(Boolean);
      list.replaceChildren(...numbers.flatMap((number, at) => [at > 0 ? ", " : "", make("a", { href: "#" + prefix + number }, number)]));
    };
    for (const row of $$(".findings tbody tr", article)) {
      linkProvision(row.cells[0].firstChild);
      link(row.cells[4], "record/");
      link(row.cells[5], "absence/");
      const cell = row.cells[2];
      if (cell.id) cell.append(" ", make("a", { class: "anchor", href: "#" + cell.id, title: cell.id, "aria-label": words.address }, "#"));
    }
    if (narrow.matches) for (const table of $$(".history, .rest", article)) table.tabIndex = 0; // they scroll
    for (const list of $$(".rest i", article)) link(list, "record/");
    for (const cell of $$(".rest td:last-child", article)) for (const node of Array.from(cell.childNodes)) if (node.nodeType === Node.TEXT_NODE) linkProvision(node);
  };
  const showParty = (article) => {
    for (const one of parties) one.classList.toggle("on", one === article);
    const chooser = $("#choose-party");
    const list = $("#party-list");
    if (list) list.hidden = Boolean(article);
    if (chooser) chooser.value = article ? article.id : "";
    const wanted = new Set(article ? (decorate(article), $$("a[href^='#absence/'], a[href^='#record/']", article).map((one) => one.hash.slice(1))) : []);
    for (const item of $$("#absences li, #records tbody tr")) item.hidden = !wanted.has(item.id);
    for (const table of $$("#records table")) table.parentElement.hidden = !$("tbody tr:not([hidden])", table);
    for (const annex of $$("#records, #absences")) annex.hidden = !$("li:not([hidden]), tbody tr:not([hidden])", annex);
  };
  const showAll = () => {
    for (const one of $$("#records, #records div, #records tr, #absences, #absences li")) one.hidden = false;
    for (const article of parties) decorate(article);
  };
  for (const row of $$("#records tbody tr")) row.id = "record/" + textOf(row.cells[0]);
  if (parties.length > 1) {
    const choose = make("select", { id: "choose-party", name: "party" }, make("option", { value: "" }, words.parties),
      ...parties.map((article) => make("option", { value: article.id }, textOf($("h3", article)))));
    const form = make("form", { class: "filters" }, make("label", {}, words.party, choose));
    choose.addEventListener("change", () => { location.hash = choose.value || "parties"; });
    form.addEventListener("submit", (event) => event.preventDefault());
    const list = make("ul", { id: "party-list", class: "numbers" },
      ...parties.map((article) => make("li", {}, make("a", { href: "#" + article.id }, textOf($("h3", article))))));
    parties[0].before(form, list);
  }

  // ---- who is behind a bar ----

  const linkNames = (details) => {
    const cells = cellsOf(details.dataset.provision);
    if (cells.length === 0 || details.dataset.done) return;
    details.dataset.done = "1";
    for (const term of $$("dt", details)) {
      const links = cells.filter(({ cell }) => cell.classList.contains(letterOf(term))).map(({ row }) => $("a", row).cloneNode(true));
      if (links.length > 0) term.nextElementSibling.replaceChildren(...links.flatMap((link, at) => (at > 0 ? [", ", link] : [link])));
    }
  };
  for (const details of $$("details.who")) details.addEventListener("toggle", () => linkNames(details));

  // ---- which view ----

  const showView = (view, all) => {
    main.classList.toggle("all", all);
    for (const one of views) one.classList.toggle("on", all || one === view);
    for (const link of $$(".views a")) {
      const here = link.hash === (all ? "#all" : "#" + view.id) && link.pathname === location.pathname;
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };
  const route = (event) => {
    const { target, choices } = readAddress();
    if (target === "main") return;
    const all = target === "all";
    const element = all ? views[0] : byId(target);
    const view = (element && element.closest(".view")) || views[0];
    showView(view, all);
    const article = element && element.closest(".party");
    if (all) showAll();
    else if (view.id === "parties" && !(element && element.closest("#absences, #records"))) showParty(article);
    const control = controls.find((one) => one.view === view.id);
    if (control) {
      const tables = view.id === "matrix" ? matrices.map(({ table }) => table) : view.id === "register" && register ? [register] : [];
      for (const table of tables) sortByChoice(table, control.form, choices);
      control.set(choices);
    }
    const details = element && element.closest("details");
    if (details) details.open = true;
    if (!event) {
      if (element && element !== view) element.scrollIntoView();
      else addEventListener("load", () => setTimeout(() => scrollTo(0, 0)), { once: true });
      return;
    }
    const heading = article && element === article ? $("h3", article) : element === view || all ? $("h2", view) : null;
    if (heading) heading.focus({ preventScroll: true });
    if (element === view || all) scrollTo(0, 0);
    else if (element) element.scrollIntoView();
  };
  addEventListener("hashchange", route);
  route(null);
})();
