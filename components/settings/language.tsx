import { isLanguage, type Language, languages } from '../../lib/core/languages'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { BareChoice } from '../ui/choice'
import { Failed } from '../ui/note'
import { useWords } from '../words'

/** Each by its own name, so that it is found whatever is spoken now. */
const names: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
  ja: '日本語',
  'zh-CN': '简体中文',
  hi: 'हिन्दी',
  ar: 'العربية',
}

/** The language Tuppence speaks: the browser's, or another. */
export function LanguageChoice({ language }: { language: Language | undefined }) {
  const { call } = useDoors()
  const { say } = useWords()
  const { hasFailed, act } = useAct()
  return (
    <>
      <BareChoice
        aria-label={say('language')}
        options={[
          { value: 'browser', label: say('language_of_browser') },
          ...languages.map((value) => ({ value, label: names[value] })),
        ]}
        value={language ?? 'browser'}
        choose={(value) => act(async () => void (await call('set', { language: isLanguage(value) ? value : null })))}
      />
      {hasFailed ? <Failed /> : null}
    </>
  )
}
