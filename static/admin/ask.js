// Requests to the newsroom, and signing in again with everything on the screen left as it is.

const tokens = () => document.querySelectorAll("input[name=csrf]");

let current = tokens()[0].value;

/// What every form carries.
export const token = () => current;

function take(fresh) {
  current = fresh;
  for (const input of tokens()) input.value = fresh;
}

/// Asks, and always answers: `status` is 0 where the server could not be reached. `body` is what
/// JSON says, or an inert document for a page: Trusted Types forbid making one from a string.
export function ask(path, fields, method = "POST") {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    request.setRequestHeader("X-CSRF-Token", current);
    request.setRequestHeader("Accept", "application/json, text/html");
    request.timeout = 30000;
    request.onreadystatechange = () => {
      if (request.readyState !== XMLHttpRequest.HEADERS_RECEIVED) return;
      const kind = request.getResponseHeader("Content-Type") || "";
      request.responseType = kind.startsWith("application/json") ? "json" : "document";
    };
    request.onload = () => resolve({ status: request.status, body: request.response });
    request.onerror = request.ontimeout = request.onabort = () => resolve({ status: 0, body: null });
    request.send(fields);
  });
}

/// The sentence of an answer that isn't what was hoped for.
export function sentence(answer) {
  const body = answer.body;
  if (!body) return "";
  if (!body.querySelector) return body.text || "";
  for (const place of ["main .problems li", "main .problem", "main .lead", "main p", "h1"]) {
    const said = body.querySelector(place);
    if (said) return said.textContent.trim();
  }
  return "";
}

/// Whether somebody is signed in; their forms' token is known then.
async function isSignedIn() {
  const session = await ask("/admin/session", null, "GET");
  if (session.status !== 200) return false;
  take(session.body.csrf);
  return true;
}

/// Asks for e-mail and password in a dialog; true once that was right.
export async function signIn() {
  if (await isSignedIn()) return true;
  const dialog = document.getElementById("dialog-sign-in");
  const form = dialog.querySelector("form");
  const problem = document.getElementById("sign-in-problem");
  problem.textContent = "";
  dialog.showModal();
  return new Promise((resolve) => {
    const submitted = async (event) => {
      event.preventDefault();
      // The cookie may be gone altogether, and the token with it.
      const page = await ask("/admin/sign-in", null, "GET");
      const fresh = page.body && page.body.querySelector && page.body.querySelector("input[name=csrf]");
      if (fresh) take(fresh.value);
      const answer = await ask("/admin/step-up", new URLSearchParams(new FormData(form)));
      if (await isSignedIn()) {
        form.reset();
        take(current);
        dialog.close("done");
      } else {
        problem.textContent = sentence(answer);
      }
    };
    form.addEventListener("submit", submitted);
    dialog.addEventListener("close", () => {
      form.removeEventListener("submit", submitted);
      resolve(dialog.returnValue === "done");
      dialog.returnValue = "";
    }, { once: true });
  });
}
