import { useEffect, useState } from 'react'
import { version } from '../../package.json'
import { type Licence, useDoors } from '../doors'
import { Coin } from '../ui/coin'
import { Disclosure } from '../ui/disclosure'
import { useWords } from '../words'

export function About() {
  const { say } = useWords()
  return (
    <>
      <p className="line">
        <Coin size={28} /> {say('about', { version })}
      </p>
      <Disclosure label={say('licences')}>
        <Licences />
      </Disclosure>
    </>
  )
}

function Licences() {
  const { licences } = useDoors()
  const [found, setFound] = useState<Licence[]>([])
  useEffect(() => void licences().then(setFound), [licences])
  return (
    <ul className="plain licences" lang="en" dir="ltr">
      {found.map(({ name, version, licence, text }) => (
        <li key={`${name} ${version}`}>
          {text ? (
            <Disclosure label={`${name} ${version} (${licence})`}>
              <pre className="small">{text}</pre>
            </Disclosure>
          ) : (
            <span className="small">
              {name} {version} ({licence})
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
