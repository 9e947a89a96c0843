/**
 * Light or dark, as the person wants it in their browser. In local storage, which alone can be read before a page is
 * first drawn; the style sheet follows the attribute (`components/ui/tokens.css`).
 */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const KEY = 'theme'

export function theme(): Theme {
  const kept = localStorage.getItem(KEY)
  return themes.find((each) => each === kept) ?? 'system'
}

/** Here at once; every other page of ours that is open follows. */
export function setTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme)
  show()
}

/** Shows what is set, and whatever is set elsewhere from then on. */
export function followTheme(): void {
  show()
  addEventListener('storage', show)
}

function show(): void {
  document.documentElement.dataset.theme = theme()
}
