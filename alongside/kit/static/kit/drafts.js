// What is typed is kept a few seconds after the last key and on leaving the page. Without this, forms have a button.
(function () {
  "use strict";

  var AFTER_THE_LAST_KEY_MS = 3000;
  var TRY_AGAIN_MS = 10000;
  // Browsers send no more than 64 kB from a page that closes.
  var MOST_WHEN_CLOSING = 60000;
  var IS_KEPT = "Draft kept ";
  var NO_CONNECTION = "Not kept: the service cannot be reached. What you typed is still here. Trying again.";
  var SIGNED_OUT = "Not kept: you are no longer signed in. What you typed is still here. " +
    "Sign in again in another tab, and it is kept then.";
  var REFUSED = "Not kept: this page can no longer be opened. What you typed is still here; copy what you need.";
  var TOO_LONG = "Too long to keep as a draft. Save it now, or make it shorter.";
  var WAS_SAVED = "This was saved before. Press “Keep as a draft” to keep what you changed since.";

  function Keeper(form) {
    this.form = form;
    this.said = form.querySelector("[data-draft-said]");
    this.told = form.querySelector("[data-draft-told]");
    this.asItWas = this.typed();
    this.timer = 0;
    this.sending = null;
    this.isSent = false;
    this.hasKept = false;
    this.failed = false;
    this.renewing = false;
    form.addEventListener("input", this.later.bind(this, AFTER_THE_LAST_KEY_MS));
    form.addEventListener("change", this.later.bind(this, AFTER_THE_LAST_KEY_MS));
  }

  Keeper.prototype.answers = function () {
    var answers = new FormData(this.form);
    answers.delete("csrfmiddlewaretoken");
    // A draft keeps no files, so that none is sent over and over; it says which to attach again.
    this.form.querySelectorAll("input[type=file]").forEach(function (input) {
      answers.delete(input.name);
      Array.prototype.forEach.call(input.files, function (file) { answers.append(input.name + "-again", file.name); });
    });
    return answers;
  };

  Keeper.prototype.typed = function () {
    return new URLSearchParams(this.answers()).toString();
  };

  Keeper.prototype.hasNews = function () {
    return !this.isSent && this.typed() !== this.asItWas;
  };

  Keeper.prototype.later = function (wait) {
    clearTimeout(this.timer);
    if (!this.isSent) this.timer = setTimeout(this.keep.bind(this, false), wait);
  };

  Keeper.prototype.token = function () {
    return this.form.querySelector("[name=csrfmiddlewaretoken]");
  };

  Keeper.prototype.address = function () {
    return this.form.getAttribute("action") || window.location.href;
  };

  // `closing`: the page is being left, and nobody waits for the answer.
  Keeper.prototype.keep = function (closing) {
    clearTimeout(this.timer);
    if (!this.hasNews()) return;
    var keeper = this, typed = this.typed(), answers = this.answers(), sending = new AbortController();
    if (this.sending && this.sending.typed === typed) return;
    if (this.sending && !closing) { this.later(AFTER_THE_LAST_KEY_MS); return; }
    if (this.sending) this.sending.abort();
    sending.typed = typed;
    answers.append("csrfmiddlewaretoken", this.token().value);
    answers.append("keep_draft", "by-itself");
    this.sending = sending;
    fetch(this.address(), {
      method: "POST", body: answers, redirect: "manual", credentials: "same-origin", signal: sending.signal,
      headers: { Accept: "application/json" }, keepalive: closing && typed.length < MOST_WHEN_CLOSING
    }).then(function (answer) {
      return keeper.answered(answer, typed);
    }).catch(function (problem) {
      if (problem.name !== "AbortError") keeper.failedWith(NO_CONNECTION, TRY_AGAIN_MS);
    }).then(function () {
      if (keeper.sending === sending) keeper.sending = null;
    });
  };

  Keeper.prototype.answered = function (answer, typed) {
    var keeper = this, type = answer.headers.get("Content-Type") || "";
    if (answer.type === "opaqueredirect") return this.failedWith(SIGNED_OUT, TRY_AGAIN_MS);
    if (answer.status === 403 && !this.renewing) return this.renewed();
    if (answer.status >= 500) return this.failedWith(NO_CONNECTION, TRY_AGAIN_MS);
    if (type.indexOf("application/json") !== 0) return this.failedWith(REFUSED, 0);
    return answer.json().then(function (kept) {
      if (kept.too_long) return keeper.failedWith(TOO_LONG, 0);
      if (kept.nothing) { keeper.asItWas = typed; return; }
      if (kept.saved) return keeper.failedWith(WAS_SAVED, 0);
      keeper.renewing = false;
      keeper.asItWas = typed;
      keeper.say(IS_KEPT + kept.kept, !keeper.hasKept || keeper.failed);
      keeper.hasKept = true;
      keeper.failed = false;
      if (keeper.hasNews()) keeper.later(AFTER_THE_LAST_KEY_MS);
    });
  };

  // Signing in again gives the browser a new token; the page is asked for it, and what is typed here stays.
  Keeper.prototype.renewed = function () {
    var keeper = this;
    this.renewing = true;
    return fetch(window.location.href, { redirect: "manual", credentials: "same-origin" }).then(function (answer) {
      if (answer.type === "opaqueredirect") return keeper.failedWith(SIGNED_OUT, TRY_AGAIN_MS);
      return answer.text().then(function (page) {
        var fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrfmiddlewaretoken]");
        if (!fresh) return keeper.failedWith(REFUSED, 0);
        Array.prototype.forEach.call(document.querySelectorAll("[name=csrfmiddlewaretoken]"), function (token) {
          token.value = fresh.value;
        });
        keeper.later(0);
      });
    });
  };

  Keeper.prototype.failedWith = function (words, again) {
    this.say(words, !this.failed);
    this.failed = true;
    if (again) this.later(again);
  };

  // Everybody sees it each time; a screen reader says it when it begins, fails, and holds again.
  Keeper.prototype.say = function (words, aloud) {
    if (this.said) this.said.textContent = words;
    if (this.told && aloud) this.told.textContent = words;
  };

  Keeper.prototype.sent = function () {
    this.isSent = true;
    clearTimeout(this.timer);
    if (this.sending) this.sending.abort();
  };

  var keepers = Array.prototype.filter.call(document.forms, function (form) {
    return form.querySelector("[name=keep_draft]") && form.querySelector("[name=form_key]");
  }).map(function (form) { return new Keeper(form); });
  if (!keepers.length || !window.fetch || !window.AbortController) return;

  function each(method, value) {
    return function () { keepers.forEach(function (keeper) { keeper[method](value); }); };
  }

  var onLeaving = each("keep", true);
  document.addEventListener("submit", function (event) {
    if (event.defaultPrevented) return;
    keepers.forEach(function (keeper) { if (keeper.form === event.target) keeper.sent(); });
  });
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") onLeaving();
  });
  window.addEventListener("pagehide", onLeaving);
  window.addEventListener("online", each("later", 0));
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) keepers.forEach(function (keeper) { keeper.isSent = false; });
  });
})();
