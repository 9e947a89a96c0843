import { useId, useState } from 'react'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { OriginName } from '../ui/origin'
import { useWords } from '../words'
import { readOrigin } from './typed-origin'

type Props = { site: string; sellers: string[]; save(sellers: string[]): void }

/** Sellers from elsewhere that may be paid automatically on this site, each by name. */
export function Sellers({ site, sellers, save }: Props) {
  const { say } = useWords()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()

  const allow = () => {
    const read = readOrigin(typed)
    if ('problem' in read) return setProblem(say(`origin_${read.problem}`))
    if (read.origin === site) return setProblem(say('seller_is_site'))
    if (sellers.includes(read.origin)) return setProblem(say('seller_known'))
    setTyped('')
    save([...sellers, read.origin])
  }
  return (
    <section className="stack tight" aria-labelledby={id}>
      <p id={id} className="strong">
        {say('other_sellers')}
      </p>
      <p className="hint">
        {say('other_sellers_more')} {sellers.length === 0 ? say('other_sellers_none') : null}
      </p>
      {sellers.length === 0 ? null : (
        <ul className="sellers">
          {sellers.map((seller) => (
            <li key={seller} className="line apart">
              <OriginName origin={seller} />
              <Button
                look="quiet"
                aria-label={say('disallow_seller', { seller })}
                onClick={() => save(sellers.filter((each) => each !== seller))}
              >
                {say('disallow')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="beside"
        onSubmit={(event) => {
          event.preventDefault()
          allow()
        }}
      >
        <Field
          label={say('allow_seller')}
          hint={say('origin_hint')}
          value={typed}
          error={problem}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value)
            setProblem(undefined)
          }}
        />
        <Button type="submit">{say('allow')}</Button>
      </form>
    </section>
  )
}
