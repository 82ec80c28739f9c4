const root = document.documentElement;
const narrow = matchMedia('(max-width: 859px)');
const dark = matchMedia('(prefers-color-scheme: dark)');

/** Lets people choose which platform they see and whether it is light or dark; both are remembered by the browser. */
export function startView() {
  const radios = [...document.querySelectorAll('input[name="view"]')].map(
    (radio) => /** @type {HTMLInputElement} */ (radio)
  );
  const apply = () => {
    const wanted = remembered('view') ?? 'both';
    const view = narrow.matches && wanted === 'both' ? 'slack' : wanted;
    root.dataset.view = view;
    for (const radio of radios) radio.checked = radio.value === view;
  };
  for (const radio of radios) {
    radio.addEventListener('change', () => {
      remember('view', radio.value);
      apply();
    });
  }
  narrow.addEventListener('change', apply);
  apply();
  startTheme();
}

function startTheme() {
  const button = /** @type {HTMLElement} */ (document.getElementById('theme'));
  const apply = () => {
    const chosen = remembered('theme');
    if (chosen) root.dataset.theme = chosen;
    const isDark = chosen ? chosen === 'dark' : dark.matches;
    button.setAttribute('aria-pressed', String(isDark));
  };
  button.addEventListener('click', () => {
    remember('theme', button.getAttribute('aria-pressed') === 'true' ? 'light' : 'dark');
    apply();
  });
  dark.addEventListener('change', apply);
  apply();
}

/** @type {Record<string, string>} what is chosen, also where the browser forbids storage */
const chosen = {};

/** @param {string} key @returns {string | undefined} */
function remembered(key) {
  try {
    return chosen[key] ?? localStorage.getItem(key) ?? undefined;
  } catch {
    return chosen[key];
  }
}

/** @param {string} key @param {string} value */
function remember(key, value) {
  chosen[key] = value;
  try {
    localStorage.setItem(key, value);
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
}
