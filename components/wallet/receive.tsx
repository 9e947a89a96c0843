import { useState } from 'react'
import { FLOAT } from '../../lib/core/float'
import { tokens } from '../../lib/core/networks'
import type { SettingsView } from '../../lib/core/view'
import type { AccountView } from '../../lib/core/wallet-view'
import { Address } from '../ui/address'
import { TestBadge } from '../ui/badge'
import { Choice } from '../ui/choice'
import { Note } from '../ui/note'
import { useWords } from '../words'
import { accountName } from './account-name'
import { Qr } from './qr'

type Props = { accounts: AccountView[]; networks: SettingsView['networks'] }

const codes = ['address', 'request'] as const

/** Where money is to be sent, on which network, in which token: the three have to be right together. */
export function Receive({ accounts, networks }: Props) {
  const words = useWords()
  const { say, money } = words
  const [picked, setPicked] = useState<string>()
  const [account, setAccount] = useState<string>()
  const [code, setCode] = useState<(typeof codes)[number]>('address')
  const network = networks.find((each) => each.network === picked) ?? networks[0]
  const receiver = accounts.find(({ address }) => address === account) ?? accounts.find(({ isMain }) => isMain)
  if (!network || !receiver) return null
  const token = tokens.find((each) => each.network === network.network)
  const symbols = tokens.filter((each) => each.network === network.network).map(({ symbol }) => symbol)
  const chainId = network.network.replace('eip155:', '')
  // EIP-681: a wallet that reads it fills in chain, token and receiver by itself.
  const request = token && `ethereum:${token.asset}@${chainId}/transfer?address=${receiver.address}`

  return (
    <section className="sheet stack">
      <h2 tabIndex={-1} data-at="receive">
        {say('add_money')}
      </h2>
      <div className="receive">
        <div className="stack">
          <div className="limits">
            {accounts.length > 1 ? (
              <Choice
                label={say('account')}
                options={accounts.map((each) => ({ value: each.address as string, label: accountName(each, words) }))}
                value={receiver.address}
                choose={setAccount}
              />
            ) : null}
            <Choice
              label={say('network')}
              options={networks.map((each) => ({ value: each.network, label: each.name }))}
              value={network.network}
              choose={setPicked}
            />
            <Choice
              label={say('qr_of')}
              options={codes.map((value) => ({ value, label: say(`qr_of_${value}`) }))}
              value={code}
              choose={(value) => setCode(value)}
            />
          </div>
          <Address address={receiver.address} />
          <Note>
            <p>
              {say('receive_only', { network: network.name, tokens: symbols.join(', ') })}{' '}
              <TestBadge purse={network.purse} />
            </p>
          </Note>
          <p className="small soft">{say('fund_small', { advice: money(`${FLOAT}`) })}</p>
        </div>
        <Qr
          text={code === 'request' && request ? request : receiver.address}
          name={say(code === 'request' ? 'qr_of_request' : 'qr_of_address')}
        />
      </div>
    </section>
  )
}
