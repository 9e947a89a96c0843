import type { SettingsView } from '../../lib/core/view'
import { useAct } from '../act'
import { useDoors } from '../doors'
import { Choice } from '../ui/choice'
import { Failed } from '../ui/note'
import { useWords } from '../words'

const newSiteModes = ['ask', 'learn', 'off'] as const

type Props = {
  settings: SettingsView
  /** Those to choose from, where that is not all there are. */
  modes?: readonly SettingsView['newSite'][]
}

/** What is done at a site that has no rule yet. */
export function NewSites({ settings: { newSite, managed }, modes = newSiteModes }: Props) {
  const { call } = useDoors()
  const { say } = useWords()
  const { hasFailed, act } = useAct()
  const choices = managed?.newSite ?? modes
  return (
    <>
      <Choice
        label={say('at_new_site')}
        options={choices.map((value) => ({ value, label: say(`new_site_${value}`) }))}
        value={newSite}
        isFixed={choices.length === 1}
        hint={managed && choices.length < newSiteModes.length ? say('set_by_organisation') : undefined}
        choose={(newSite) => act(async () => void (await call('set', { newSite })))}
      />
      <p className="soft small">{say(`mode_${newSite}_more`)}</p>
      {hasFailed ? <Failed /> : null}
    </>
  )
}
