"use strict";
// What is wrong on this machine, asked for by a button. The page's script hands over its `call` once it has a token.
document.addEventListener("insi-agent:open", ({ detail: call }) => {
  const at = (id) => document.getElementById(id);
  const words = { ok: "ok", warning: "attention", error: "erreur" };
  const element = (name, text, style) => Object.assign(document.createElement(name), { textContent: text, className: style || "" });

  const line = ({ label, status, text, action }) => {
    const item = document.createElement("li");
    item.append(element("strong", `${label} : ${words[status]}`, status), element("p", text));
    if (action) item.append(element("p", action, "remedy"));
    return item;
  };

  const wellness = (findings) => {
    const count = findings.filter(({ status }) => status !== "ok").length;
    if (count === 0) return "Rien à signaler.";
    return `Rien trouvé ; ${count} ${count === 1 ? "point non vérifié" : "points non vérifiés"}.`;
  };

  const show = (cause, remedy, findings) => {
    at("doctor-cause").textContent = cause;
    at("doctor-remedy").textContent = remedy;
    at("doctor-findings").replaceChildren(...findings.map(line));
    at("doctor-more").hidden = findings.length === 0;
  };

  let isRunning = false;
  at("doctor-run").addEventListener("click", async () => {
    if (isRunning) return;
    isRunning = true;
    show("Examen du poste, quelques secondes, une minute au plus…", "", []);
    try {
      const { cause, findings } = await (await call("/v1/doctor")).json();
      if (cause) show(`Cause probable : ${cause.label}, ${cause.text}`, cause.action || "", findings);
      else show(wellness(findings), "", findings);
    } catch (error) {
      const p = error.problem || {};
      show([p.title || "L'agent ne répond pas.", p.detail].filter(Boolean).join(" "), p.action || "", []);
    }
    isRunning = false;
  });

  at("doctor-section").hidden = false;
}, { once: true });
