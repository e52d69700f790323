/* Small things the pages share. Loaded in the head, before the body is painted, so that theme and type size never flash. */
(() => {
  "use strict";
  const root = document.documentElement;
  const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode: lasts for this page */ } };

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const switches = {
    theme: { on: "dark", off: "light", attribute: "data-bs-theme", fallback: () => (dark.matches ? "dark" : "light") },
    type: { on: "large", off: "normal", attribute: "data-type", fallback: () => "normal" },
  };
  const apply = (name) => {
    const value = kept(`luzhi.${name}`) || switches[name].fallback();
    root.setAttribute(switches[name].attribute, value);
    return value;
  };
  Object.keys(switches).forEach(apply);

  const press = (button) => {
    const { attribute, on } = switches[button.dataset.switch];
    button.setAttribute("aria-pressed", String(root.getAttribute(attribute) === on));
  };
  const toggle = (name) => {
    const { attribute, on, off } = switches[name];
    const value = root.getAttribute(attribute) === on ? off : on;
    keep(`luzhi.${name}`, value);
    root.setAttribute(attribute, value);
    document.querySelectorAll("[data-switch]").forEach(press);
    document.dispatchEvent(new Event("luzhi:look"));
  };

  /* A question before a step: data-confirm on a submit button or link; asked in a dialog, answered by its button. */
  const ask = (question, then) => {
    const dialog = document.getElementById("confirm");
    dialog.querySelector("p").textContent = question;
    dialog.returnValue = "";
    dialog.addEventListener("close", () => { if (dialog.returnValue === "yes") then(); }, { once: true });
    dialog.showModal();
  };
  const confirmClick = (event) => {
    const element = event.target.closest("[data-confirm]");
    if (!element || element.dataset.confirmed) return false;
    event.preventDefault();
    event.stopPropagation();
    ask(element.dataset.confirm, () => {
      element.dataset.confirmed = "yes";
      element.click();
      delete element.dataset.confirmed;
    });
    return true;
  };

  /* A link with data-drawer opens its page in the drawer; without script, or with a modifier key, it is a plain link. */
  const drawerClick = (event) => {
    const link = event.target.closest("a[data-drawer]");
    const drawer = document.getElementById("drawer");
    if (!link || !drawer || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    document.getElementById("drawer-title").textContent = link.dataset.drawer;
    document.getElementById("drawer-page").href = link.href;
    const body = document.getElementById("drawer-body");
    body.replaceChildren(body.nextElementSibling.content.cloneNode(true));
    drawer.addEventListener("hidden.bs.offcanvas", () => link.focus(), { once: true });
    bootstrap.Offcanvas.getOrCreateInstance(drawer).show();
    htmx.ajax("GET", link.href, { target: "#drawer-body", swap: "innerHTML" });
  };

  /* While an input method composes, nothing may replace the text under it: requests wait, swaps are dropped and
     asked for again when the composition ends. */
  let composing = null;
  const waiting = new Map();
  addEventListener("compositionstart", (event) => { composing = event.target; }, true);
  addEventListener("compositionend", () => {
    composing = null;
    waiting.forEach((trigger, element) => htmx.trigger(element, trigger));
    waiting.clear();
  }, true);
  addEventListener("htmx:confirm", (event) => {
    if (composing && event.detail.elt.contains(composing) && event.detail.triggeringEvent) {
      waiting.set(event.detail.elt, event.detail.triggeringEvent.type);
      event.preventDefault();
    } else if (event.detail.question) {
      event.preventDefault();
      ask(event.detail.question, () => event.detail.issueRequest(true));
    }
  });
  addEventListener("htmx:beforeSwap", (event) => {
    if (composing && event.detail.target.contains(composing)) {
      event.detail.shouldSwap = false;
      waiting.set(event.detail.requestConfig.elt, event.detail.requestConfig.triggeringEvent?.type || "change");
    }
  });

  /* A request that fails says so where it can be read; the drawer falls back to the page itself. */
  const failed = (event) => {
    if (event.detail.target?.id === "drawer-body") location.assign(document.getElementById("drawer-page").href);
    else document.getElementById("problem")?.removeAttribute("hidden");
  };
  addEventListener("htmx:responseError", failed);
  addEventListener("htmx:sendError", failed);

  addEventListener("click", (event) => {
    if (confirmClick(event)) return;
    const button = event.target.closest("[data-switch], [data-print]");
    if (button?.dataset.switch) toggle(button.dataset.switch);
    else if (button) print();
    else drawerClick(event);
  }, true);

  /* "/" goes to the search field, unless someone is writing. */
  addEventListener("keydown", (event) => {
    const writing = event.isComposing || event.target.closest("input, textarea, select, [contenteditable]");
    const search = document.querySelector("input[type=search]");
    if (event.key !== "/" || writing || !search || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search.focus();
  });

  addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-switch]").forEach(press);
    document.querySelector(".form-errors")?.focus();
  });
})();
