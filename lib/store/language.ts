/** The language a person chose for Tuppence. Kept by itself: a page reads it before it shows a word. */
import { browser } from 'wxt/browser'
import { isLanguage, type Language } from '../core/languages'

/** Undefined: as the browser. */
export async function chosenLanguage(): Promise<Language | undefined> {
  const { language } = await browser.storage.local.get('language')
  return isLanguage(language) ? language : undefined
}

/** Null: as the browser. */
export async function chooseLanguage(language: Language | null): Promise<void> {
  await (language ? browser.storage.local.set({ language }) : browser.storage.local.remove('language'))
}

export function onLanguageChosen(listener: () => void): void {
  browser.storage.local.onChanged.addListener((changes) => {
    if ('language' in changes) listener()
  })
}
