/** The languages Tuppence speaks, as BCP 47 tags: a folder in `public/_locales` each, with `_` for `-`. */
export const languages = ['en', 'de', 'fr', 'es', 'pt', 'ja', 'zh-CN', 'hi', 'ar'] as const

export type Language = (typeof languages)[number]

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value)
}

const rightToLeft = new Set(['ar'])

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(baseOf(locale)) ? 'rtl' : 'ltr'
}

/** How numbers and times are written: as the browser does, if it is in the same language; a Briton's English is not an American's. */
export function localeOf(language: string, browserLocale: string): string {
  return baseOf(language) === baseOf(browserLocale) ? browserLocale : language
}

function baseOf(locale: string): string {
  return locale.split('-')[0] ?? locale
}
