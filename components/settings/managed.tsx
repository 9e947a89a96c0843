import type { ManagedView } from '../../lib/core/view'
import { Disclosure } from '../ui/disclosure'
import { Note } from '../ui/note'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'

/** That an organisation has a say here, and the lists it keeps. */
export function Managed({ managed: { wrong, allowed, blocked } }: { managed: ManagedView }) {
  const { say } = useWords()
  if (wrong) return <p className="mono">{say('organisation_wrong', { names: wrong.join(', ') })}</p>
  return (
    <Note>
      <p>{say('organisation_more')}</p>
      {allowed ? <List name={say('organisation_allowed')} origins={allowed} /> : null}
      {blocked ? <List name={say('organisation_blocked')} origins={blocked} /> : null}
    </Note>
  )
}

function List({ name, origins }: { name: string; origins: string[] }) {
  return (
    <Disclosure label={`${name} (${origins.length})`}>
      <ul className="plain">
        {origins.map((origin) => (
          <li key={origin}>
            <OriginName origin={origin} />
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
