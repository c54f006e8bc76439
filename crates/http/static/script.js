// Keyboard shortcuts of officers, a button that prints the page, one that ticks a list, the size of text and the
// colours, the check of an answer as soon as it is given, and persons who match while they are typed. Every page
// works without it.
"use strict";
(() => {
  const print = document.getElementById("print");
  if (print && document.querySelector("main :is(.slip, .sheet, table)")) {
    print.hidden = false;
    print.firstElementChild.addEventListener("click", () => window.print());
  }

  // Text size and colours change at once: what is typed on the page stays.
  document.addEventListener("submit", (event) => {
    const { target: form, submitter: button } = event;
    if (!form.matches(".display-form") || !button) return;
    event.preventDefault();
    const chosen = new URLSearchParams({ [button.name]: button.value });
    fetch(`${form.action}?${chosen}`, { redirect: "manual" }).catch(() => {
      location.assign(`${form.action}?${chosen}&back=${encodeURIComponent(form.elements.back.value)}`);
    });
    for (const other of document.querySelectorAll(`.display-form button[name="${button.name}"]`)) {
      other.setAttribute("aria-pressed", other.value === button.value);
    }
    const pressed = (name) => form.querySelector(`[name="${name}"][aria-pressed="true"]`).value;
    document.documentElement.className = `text-${pressed("text_size")} colours-${pressed("colours")}`.replace("colours-automatic", "");
  });

  // A button that ticks every box of its form does it at once; pressed again it takes the ticks away.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-ticks]");
    if (!button) return;
    event.preventDefault();
    const boxes = [...button.form.elements].filter((box) => box.name === button.dataset.ticks);
    const tick = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = tick;
  });

  // An answer is checked when its field is left, by the same page that checks it when the form is sent.
  const asked = document.querySelector("form[data-check]");
  let checks = 0;
  asked?.addEventListener("change", async (event) => {
    const { name } = event.target;
    const check = ++checks;
    const body = new URLSearchParams(new FormData(asked));
    body.set("go", "check");
    const answer = await fetch(asked.action, { method: "POST", body }).catch(() => null);
    if (!answer?.ok || check !== checks) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = (root) => root.querySelector(`[name="${CSS.escape(name)}"]`)?.closest(".question");
    const [old, now] = [part(document), part(page)];
    if (!old || !now) return;
    const [fault, next] = [old, now].map((question) => question.querySelector(":scope > .fault"));
    fault?.remove();
    const above = old.querySelector(":scope > .hint") ?? old.querySelector(":scope > :is(label, legend)");
    if (next) above.after(next);
    for (const field of [old, ...old.querySelectorAll("input, select, textarea")]) {
      const same = field === old ? now : now.querySelector(`[id="${CSS.escape(field.id)}"]`);
      for (const key of ["aria-invalid", "aria-describedby"]) {
        const value = same?.getAttribute(key);
        if (value) field.setAttribute(key, value);
        else field.removeAttribute(key);
      }
    }
  });

  // The persons who match are listed while the text is typed: arrows go through them, Enter takes the only one.
  const people = document.getElementById("people");
  const find = people && document.getElementById("find");
  let [sought, timer, searches] = ["", 0, 0];
  const found = () => [...people.querySelectorAll("button")];
  const showPeople = (part, text) => {
    sought = text;
    people.querySelector("[role=status]").textContent = part?.querySelector("[role=status]").textContent ?? "";
    const now = part?.querySelector("ul");
    if (now) people.querySelector("ul").replaceWith(now);
    else people.querySelector("ul").hidden = true;
  };
  const search = async () => {
    const text = find.value.trim();
    const turn = ++searches;
    if (text.length < 3) return showPeople(null, "");
    if (text === sought) return;
    const body = new URLSearchParams({ token: find.form.elements.token.value, find: text });
    const answer = await fetch(people.dataset.part, { method: "POST", body, redirect: "manual" }).catch(() => null);
    const part = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    if (turn === searches) showPeople(part, part ? text : "");
  };
  find?.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(search, 250);
  });
  find?.addEventListener("compositionend", () => { timer = setTimeout(search, 250); });
  // The server looks for the person who was chosen among those of the text that was searched for.
  people?.addEventListener("click", ({ target }) => {
    if (target.closest("button") && sought) find.form.elements.found.value = sought;
  });
  find?.addEventListener("keydown", (event) => {
    if (event.isComposing || sought !== find.value.trim() || !sought) return;
    const [first, second] = found();
    const goes = event.key === "ArrowDown" || event.key === "Enter";
    if (!first || !goes) return;
    event.preventDefault();
    if (event.key === "Enter" && !second) first.click();
    else first.focus();
  });
  people?.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by && event.key !== "Escape") return;
    event.preventDefault();
    const buttons = found();
    const next = by ? buttons[buttons.indexOf(document.activeElement) + by] : null;
    (next ?? (by === 1 ? document.activeElement : find)).focus();
  });

  const list = document.getElementById("keys");
  if (!list) return;
  const open = document.getElementById("keys-open");
  const on = document.getElementById("keys-on");
  open.hidden = false;
  open.addEventListener("click", () => list.showModal());
  document.getElementById("keys-close").addEventListener("click", () => list.close());
  try { on.checked = localStorage.getItem("keys") !== "off"; } catch { /* nothing is kept */ }
  on.addEventListener("change", () => {
    try { localStorage.setItem("keys", on.checked ? "on" : "off"); } catch { /* nothing is kept */ }
  });

  const shown = (part) => part.getClientRects().length > 0;
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  const rows = () => all("main :is(tbody tr, .ticks.rows > li, .offers > li)");
  const row = () => document.activeElement.closest("tr, li");
  const focus = (part) => part?.focus();
  const step = (by) => {
    const places = rows();
    const at = places.indexOf(row());
    const next = at < 0 ? places[by > 0 ? 0 : places.length - 1] : places[at + by];
    focus(next?.querySelector("a, input:not([type=hidden]), button"));
  };
  const acts = {
    "/": () => focus(all("main [role=search] input:not([type=hidden])")[0]),
    j: () => step(1),
    k: () => step(-1),
    x: () => row()?.querySelector("input[type=checkbox]")?.click(),
    a: () => all("main button[data-ticks]")[0]?.click(),
    // A key that is held down presses once.
    n: ({ repeat }) => repeat || document.querySelector("[data-key=n]")?.click(),
    // It is reached, not taken: nothing that cannot be undone is one key away.
    s: () => focus(all("main a.button.primary, main .go .primary")[0]),
  };
  const typing = "textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable]";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (!on.checked || event.target.closest?.(typing)) return;
    if (event.key === "?") return list.open ? list.close() : list.showModal();
    if (list.open) return;
    const tab = /^[1-9]$/.test(event.key) && all("header nav li a")[event.key - 1];
    const act = tab ? () => tab.click() : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act(event);
  });
})();
