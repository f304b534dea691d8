"use strict";
// Who may call: the list with its revocations, and the pairing window. The page's script hands over its `call` once it has a
// token; what is shown here is never kept.
document.addEventListener("insi-agent:open", ({ detail: call }) => {
  const at = (id) => document.getElementById(id);
  const outcomes = {
    paired: "La page est autorisée.",
    wrongCodes: "Trois codes faux : la page n'est pas autorisée et la fenêtre est fermée.",
    expired: "Les deux minutes sont passées : aucune page n'a été autorisée.",
    closed: "La fenêtre est fermée : aucune page n'a été autorisée.",
    failed: "L'autorisation n'a pas pu être enregistrée.",
  };
  const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  // Said once: a screen reader reads what is set again.
  const say = (text) => { if (at("pairing-text").textContent !== text) at("pairing-text").textContent = text; };
  const tell = (error) => {
    const p = error.problem || {};
    say([p.title || "L'agent ne répond pas.", p.detail, p.action].filter(Boolean).join(" "));
  };
  const act = (path, method, body) => call(path, {
    method, ...(body ? { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } } : {}),
  });
  const day = (time) => new Date(time).toLocaleDateString("fr-FR");

  const list = async () => {
    const { clients } = await (await call("/v1/clients")).json();
    at("clients").replaceChildren(...clients.map((client) => {
      const item = document.createElement("li");
      const dates = [client.lastUsedAt ? `utilisé le ${day(client.lastUsedAt)}` : "jamais utilisé",
        client.expiresAt && `valable jusqu'au ${day(client.expiresAt)}`];
      const button = element("button", "Retirer");
      button.type = "button";
      button.setAttribute("aria-label", `Retirer ${client.name}`);
      button.addEventListener("click", () => {
        at("h-clients").focus();
        act(`/v1/clients/${client.id}`, "DELETE").catch(tell).finally(() => list().catch(tell));
      });
      button.className = "danger";
      const [rights, scopes] = [element("details", ""), element("ul", "")];
      scopes.append(...client.scopeTexts.map((text) => element("li", text)));
      rights.append(element("summary", `Ce qu'il peut faire (${client.scopeTexts.length})`), scopes);
      item.append(element("strong", client.origin || `programme de l'utilisateur ${client.user}`),
        element("span", [` ${client.name}`, ...dates].filter(Boolean).join(", ")),
        rights, button);
      return item;
    }));
  };

  const show = ({ status, outcome, asking, onlyOrigin, secondsLeft, triesLeft }) => {
    const isOpen = status === "open";
    const isOther = at("pairing-form").hidden !== isOpen;
    const hadFocus = document.activeElement.closest("#pairing-form, #pairing-refuse");
    at("pairing-form").hidden = isOpen;
    at("pairing-refuse").hidden = at("pairing-time").hidden = !isOpen;
    at("pairing-refuse").textContent = asking ? "Refuser" : "Fermer la fenêtre";
    at("pairing-asking").hidden = !asking;
    if (isOther && hadFocus) at(isOpen ? "pairing-refuse" : "pairing-only").focus();
    if (!isOpen) { at("pairing-origin").textContent = at("pairing-code").textContent = ""; say(outcomes[outcome] || ""); return; }
    at("pairing-time").textContent = `Encore ${secondsLeft} s, ${triesLeft} essai${triesLeft > 1 ? "s" : ""}.`;
    if (!asking) { say(`Lancez la demande dans la page ${onlyOrigin || "à autoriser"}.`); return; }
    say("Une page demande à être autorisée. Est-ce bien son adresse ?");
    at("pairing-origin").textContent = asking.origin;
    at("pairing-name").textContent = `Elle se nomme « ${asking.name} » et pourra :`;
    at("pairing-scopes").replaceChildren(...asking.scopeTexts.map((text) => element("li", text)));
    at("pairing-code").textContent = asking.code;
  };

  // Looks each second while the window is open, and not otherwise.
  let watch = 0;
  const follow = async (isFirst) => {
    const mine = ++watch;
    try {
      for (;;) {
        const window = await (await call("/v1/pairing-window")).json();
        if (mine !== watch) return;
        // How a window ended before this page was there is no news.
        show(isFirst && window.status !== "open" ? { status: "closed" } : window);
        isFirst = false;
        if (window.status !== "open") break;
        await new Promise((resume) => setTimeout(resume, 1000));
        if (mine !== watch) return;
      }
      await list();
    } catch (error) {
      show({ status: "closed" });
      tell(error);
    }
  };

  at("pairing-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = at("pairing-only").value.trim();
    // An address that was copied whole counts for its origin.
    const origin = URL.canParse(text) ? new URL(text).origin : text;
    try {
      await act("/v1/pairing-window", "POST", origin ? { origin } : {});
      at("pairing-form").reset();
    } catch (error) {
      tell(error);
      return;
    }
    follow(false);
  });

  at("pairing-refuse").addEventListener("click", () => {
    act("/v1/pairing-window", "DELETE").catch(tell).finally(() => follow(false));
  });

  at("clients-section").hidden = false;
  follow(true);
}, { once: true });
