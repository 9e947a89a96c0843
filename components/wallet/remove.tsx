import type { WalletView } from '../../lib/core/wallet-view'
import { useDoors } from '../doors'
import { Sure } from '../ui/sure'
import { useWords } from '../words'

type Props = { view: Pick<WalletView, 'hasWords' | 'isBackedUp'>; balance: string | undefined; cancel(): void }

/** The wallet goes from this computer: never without saying what is lost, and a word typed for it. */
export function Remove({ view: { hasWords, isBackedUp }, balance, cancel }: Props) {
  const { call } = useDoors()
  const { say, money } = useWords()
  const word = say('remove_word')
  return (
    <Sure
      label={say('remove_wallet_type', { word })}
      word={word}
      button={say('remove_wallet')}
      act={async () => void (await call('removeWallet', {}))}
      cancel={cancel}
    >
      <p>{say('remove_wallet_more')}</p>
      <p className="strong">
        {balance !== undefined && balance !== '0' ? say('remove_wallet_money', { balance: money(balance) }) : null}{' '}
        {say(!isBackedUp ? 'remove_wallet_lost' : hasWords ? 'remove_wallet_backed_up' : 'remove_wallet_key')}
      </p>
    </Sure>
  )
}
