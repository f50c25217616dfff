// A passkey is asked for by the browser; what it answers is sent with the form that holds it.
(() => {
  "use strict";
  const form = document.querySelector("form[data-passkey]");
  const told = document.getElementById("passkey-options");
  if (!form || !told || !window.PublicKeyCredential) return;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

  const asked = () => {
    const { publicKey } = JSON.parse(told.textContent);
    const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
    if (publicKey.user) options.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
    if (publicKey.excludeCredentials) options.excludeCredentials = named(publicKey.excludeCredentials);
    if (publicKey.allowCredentials) options.allowCredentials = named(publicKey.allowCredentials);
    return { publicKey: options };
  };

  const answered = (credential) => {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = text(credential.response[part]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    });
  };

  const wrong = form.querySelector("[role=alert]");
  form.hidden = false;
  form.querySelector("button").addEventListener("click", async () => {
    wrong.hidden = true;
    try {
      const does = form.dataset.passkey === "create" ? "create" : "get";
      form.elements.credential.value = answered(await navigator.credentials[does](asked()));
      form.submit();
    } catch {
      wrong.hidden = false;
    }
  });
})();
