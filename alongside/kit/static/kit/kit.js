// The pages work without this. It takes people to what needs mending, and keeps one press from saving twice.
(function () {
  "use strict";

  var PRESSED_TWICE_MS = 3000;

  function mend(event) {
    var link = event.target.closest && event.target.closest("[data-error-summary] a[href^='#']");
    var input = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!input) return;
    event.preventDefault();
    var group = input.closest(".govuk-form-group") || input;
    group.scrollIntoView();
    input.focus({ preventScroll: true });
  }

  function once(event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    var now = Date.now();
    if (form.pressedAt && now - form.pressedAt < PRESSED_TWICE_MS) {
      event.preventDefault();
      return;
    }
    form.pressedAt = now;
  }

  function forget() {
    Array.prototype.forEach.call(document.forms, function (form) { form.pressedAt = 0; });
  }

  document.addEventListener("click", mend);
  document.addEventListener("submit", once);
  window.addEventListener("pageshow", forget);

  var summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
})();
