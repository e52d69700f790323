/* A draft that is never lost. Every keystroke is kept in this browser until the server has it; the server gets it two
   seconds after the last key, when a field is left and when the page is. The browser's copy bears the user's id, so that
   nobody else who signs in here sees it, and goes away as soon as the server has answered. */
(() => {
  "use strict";
  const form = document.getElementById("writing");
  if (!form) return;
  const say = form.dataset;
  const draft = JSON.parse(document.getElementById("draft").textContent);
  const device = Array.from(crypto.getRandomValues(new Uint8Array(12)), (n) => n.toString(16).padStart(2, "0")).join("");
  const prefix = `luzhi.draft.${draft.user}.${draft.form}.`;
  const PAUSE = 2000, RETRY = 15000, KEEPALIVE = 60000; // ms, ms, bytes that a browser sends after its page is gone
  let revision = draft.revision, before = "", turn = 0;
  let dirty = false, kept = true, composing = false, leaving = false, marked = false, conflict = null, sending = null, timer = 0;
  const shown = (id) => document.getElementById(id);
  const clock = (at) => new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });

  /* The form as browsers send it: name → list of values. */
  const controls = () => [...form.elements].filter((each) => each.name && each.name !== "csrfmiddlewaretoken"
    && !["file", "submit", "button", "password"].includes(each.type));
  const collect = () => {
    const values = {};
    for (const each of controls()) {
      const list = (values[each.name] ??= []);
      if (["checkbox", "radio"].includes(each.type)) { if (each.checked) list.push(each.value); }
      else if (each.type === "select-multiple") list.push(...[...each.selectedOptions].map((option) => option.value));
      else list.push(each.value);
    }
    return values;
  };
  const fill = (values) => {
    const seen = {};
    for (const each of controls()) {
      const list = values[each.name];
      if (!list) continue;
      if (["checkbox", "radio"].includes(each.type)) each.checked = list.includes(each.value);
      else if (each.type === "select-multiple") [...each.options].forEach((option) => { option.selected = list.includes(option.value); });
      else each.value = list[(seen[each.name] = (seen[each.name] ?? -1) + 1)] ?? "";
    }
    form.dispatchEvent(new Event("filled"));
  };
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  /* The copies in this browser, newest first. */
  const copies = () => {
    const found = [];
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(prefix)) found.push({ key, ...JSON.parse(localStorage.getItem(key)) });
      }
    } catch { kept = false; }
    return found.sort((one, other) => other.at - one.at);
  };
  const drop = (key) => { try { localStorage.removeItem(key); } catch { /* there is none then */ } };
  const keep = () => {
    if (marked) return;
    try {
      localStorage.setItem(prefix + device, JSON.stringify({ values: collect(), revision, device, at: Date.now() }));
      kept = true;
    } catch { kept = false; }
  };

  const state = (name, extra = "") => {
    const output = shown("saved");
    output.className = `saved state ${{ saved: "done", saving: "now", typing: "draft" }[name] || "late"}`;
    output.textContent = [say[name], extra, kept || name === "saved" ? "" : say.unkept].filter(Boolean).join(" ");
    if (["expired", "saved"].includes(name)) shown("sign-in-again").hidden = name === "saved"; // it stays under the finger
  };
  const refuse = (text) => {
    const place = shown("refusal");
    place.hidden = !text;
    place.querySelector("p").textContent = text;
  };
  const later = (pause) => { clearTimeout(timer); timer = setTimeout(save, pause); };
  const changed = () => {
    dirty = true;
    keep();
    if (!conflict) state("typing");
    later(PAUSE); // with two versions, too: what is shown beside each other keeps up with what is typed
  };

  /* Sends what is typed; true when the server has all of it. Only a page that is being left sends beside another sending. */
  const save = async (going = false) => {
    clearTimeout(timer);
    if (sending && !going) { await sending; return save(); }
    if (!dirty) return true;
    if (composing && !going) return false;
    sending = send(going);
    const done = await sending;
    sending = null;
    return done;
  };
  const send = async (going) => {
    const values = collect();
    turn += 1;
    if (!conflict) state("saving");
    const body = JSON.stringify({ user: draft.user, values, revision, device, before, turn });
    let answer;
    try {
      answer = await fetch(say.draft, {
        method: "POST", body, redirect: "manual", keepalive: going && body.length * 3 < KEEPALIVE,
        headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      });
    } catch {
      state(navigator.onLine ? "unreachable" : "offline");
      later(RETRY);
      return false;
    }
    if (answer.type === "opaqueredirect" || answer.status === 401) { state("expired"); return false; }
    const told = await answer.json().catch(() => ({}));
    if (answer.status === 409) { differ(told); return false; }
    if (!answer.ok) return turnedAway(answer.status, told);
    return acknowledged(values, told);
  };
  const acknowledged = (values, told) => {
    revision = told.revision;
    marked = false;
    refuse("");
    settle();
    if (same(values, collect())) { dirty = false; drop(prefix + device); state("saved", told.at); }
    else { keep(); state("typing"); later(PAUSE); }
    form.dispatchEvent(new Event("written"));
    return !dirty;
  };
  const turnedAway = (status, told) => {
    if (told.code === "classified") { marked = true; drop(prefix + device); } // nothing of it is kept, here neither
    refuse(told.error || "");
    state("refused");
    if (status >= 500) later(RETRY);
    return false;
  };
  const token = () => decodeURIComponent(document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "");

  /* Two versions: both are shown, the writer chooses, and until then the server takes nothing from this page. */
  const differ = (told) => {
    const known = conflict?.html;
    conflict = told;
    state("conflict");
    if (known === told.html) return; // a button under the finger stays where it is
    shown("conflict").innerHTML = told.html;
    if (!known) shown("conflict").scrollIntoView({ block: "center" });
  };
  const settle = () => { conflict = null; shown("conflict").replaceChildren(); };
  shown("conflict").addEventListener("click", (event) => {
    const choice = event.target.closest("[data-choose]")?.dataset.choose;
    if (!choice) return;
    revision = conflict.revision;
    if (choice === "theirs") fill(conflict.values);
    settle();
    changed();
    save();
  });

  const restored = (from, at) => {
    const place = shown("restored");
    place.hidden = false;
    place.querySelectorAll("[data-from]").forEach((each) => { each.hidden = each.dataset.from !== from; });
    place.querySelector(`[data-from=${from}] b`).textContent = at;
  };
  const take = (copy) => {
    fill(copy.values);
    revision = copy.revision;
    before = copy.device;
    dirty = true;
    keep();
    drop(copy.key);
    restored("browser", clock(copy.at));
    save();
  };
  const offer = (others) => {
    const place = shown("copies"), list = place.querySelector("ul");
    list.replaceChildren(...others.map((copy) => {
      const line = place.querySelector("template").content.firstElementChild.cloneNode(true);
      line.querySelector("b").textContent = clock(copy.at);
      line.addEventListener("click", (event) => {
        const wish = event.target.dataset?.copy;
        if (!wish) return;
        if (wish === "use") { if (dirty) keep(); take(copy); } else drop(copy.key);
        offer(copies().filter((each) => each.key !== prefix + device));
      });
      return line;
    }));
    place.hidden = !others.length;
  };

  const begin = () => {
    const page = collect();
    const found = copies().filter((copy) => { const known = same(copy.values, page); if (known) drop(copy.key); return !known; });
    if (say.posted) { before = draft.device; dirty = true; keep(); state("typing"); later(PAUSE); offer(found); return; }
    if (found.length) { take(found[0]); offer(found.slice(1)); return; }
    putBack(draft, page);
    freshen();
  };
  const putBack = (found, page) => {
    revision = found.revision;
    if (!Object.keys(found.values).length || same(found.values, page)) return;
    fill(found.values);
    restored("server", found.at);
    state("saved", found.at);
  };
  /* The page may be older than the draft: it was on its way while the page before it still saved, or came from a cache. */
  const freshen = async () => {
    const answer = await fetch(say.draft, { redirect: "manual", cache: "no-store" }).catch(() => null);
    const found = answer?.ok ? await answer.json().catch(() => null) : null;
    if (found && found.user === draft.user && found.revision > revision && !dirty) putBack(found, collect());
  };

  form.addEventListener("input", (event) => { if (!event.isComposing) changed(); });
  form.addEventListener("change", changed);
  form.addEventListener("focusout", () => { if (dirty) save(); });
  form.addEventListener("compositionstart", () => { composing = true; });
  form.addEventListener("compositionend", () => { composing = false; changed(); });
  addEventListener("online", () => save());
  addEventListener("focus", () => { if (dirty) save(); });
  document.addEventListener("visibilitychange", () => { if (dirty && !leaving) save(document.hidden); });
  addEventListener("pagehide", () => { if (dirty && !leaving) { keep(); save(true); } });
  addEventListener("pageshow", (event) => { leaving = false; if (event.persisted && !dirty) freshen(); });
  addEventListener("beforeunload", (event) => { if (dirty && !leaving) event.preventDefault(); });
  shown("sign-in-again").addEventListener("click", () => { keep(); leaving = kept; });
  shown("discard").addEventListener("click", async () => {
    await sending;
    const answer = await fetch(say.discard, { method: "POST", redirect: "manual", headers: { "X-CSRFToken": token() } }).catch(() => null);
    if (!answer?.ok) { state(answer ? "expired" : "offline"); return; }
    copies().forEach((copy) => drop(copy.key));
    leaving = true;
    location.reload();
  });

  /* The server gets the draft before it gets the form: whatever becomes of the form, the text is there. */
  form.addEventListener("submit", async (event) => {
    if (leaving) return;
    event.preventDefault();
    const button = event.submitter;
    composing = false;
    const done = await save();
    const stays = conflict || (!done && ["offline", "unreachable", "expired"].some((name) => shown("saved").textContent.startsWith(say[name])));
    if (stays) { shown("saved").scrollIntoView({ block: "nearest" }); return; }
    leaving = true;
    form.elements.csrfmiddlewaretoken.value = token() || form.elements.csrfmiddlewaretoken.value;
    setTimeout(() => form.requestSubmit(button)); // a form takes no submission while it still asks about another
  });
  /* Fragments beside the text: the token of the session as it is now, and no sign-in page in their place. */
  addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRFToken"] = token(); event.detail.parameters.delete?.("csrfmiddlewaretoken"); });
  addEventListener("htmx:beforeSwap", (event) => { if (!event.detail.xhr.responseURL.endsWith(event.detail.pathInfo.requestPath)) event.detail.shouldSwap = false; });

  begin();
})();
