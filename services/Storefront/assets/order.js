// Keeps the status of an order current. Without this script the page reloads itself instead (noscript in its head).
const status = document.getElementById("status");
const announcement = document.getElementById("announcement");
const trouble = document.getElementById("trouble");

// Quick at first, since most orders take a second or two; then rarer, and never all visitors of a rush at the same time.
const soonest = 700, latest = 8000, growth = 1.4;
let pause = soonest;

const pending = () => status.firstElementChild?.dataset.pending === "true";

function show(html) {
  const next = new DOMParser().parseFromString(html, "text/html").querySelector("[data-status]");
  if (!next || next.dataset.status === status.firstElementChild?.dataset.status) return;
  const hadFocus = status.contains(document.activeElement);
  status.replaceChildren(next);
  const heading = next.querySelector("h1");
  announcement.textContent = heading.textContent;
  document.title = document.title.replace(/^.*(?= – )/, heading.textContent);
  if (hadFocus) heading.focus();
}

async function look() {
  try {
    const response = await fetch(status.dataset.address, { cache: "no-store", signal: AbortSignal.timeout(10000) });
    if (!response.ok) {
      pause = Math.max(pause, 1000 * Number(response.headers.get("Retry-After") ?? 0));
      throw new Error(`status ${response.status}`);
    }
    show(await response.text());
    trouble.hidden = true;
  } catch {
    trouble.hidden = false;
  }
  if (pending()) wait();
}

function wait() {
  const jitter = 0.8 + 0.4 * Math.random();
  setTimeout(() => document.hidden ? document.addEventListener("visibilitychange", look, { once: true }) : look(), pause * jitter);
  pause = Math.min(pause * growth, latest);
}

if (pending()) wait();
