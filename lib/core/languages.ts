/** The languages Tuppence speaks, each by its own name; a folder in `public/_locales` each, with `_` for `-`. */
const names = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
  ja: '日本語',
  'zh-CN': '简体中文',
  hi: 'हिन्दी',
  ar: 'العربية',
} as const

/** As a BCP 47 tag. */
export type Language = keyof typeof names

export const languages = Object.keys(names) as Language[]

export function nameOf(language: Language): string {
  return names[language]
}

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
