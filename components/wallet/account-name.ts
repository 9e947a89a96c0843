import type { AccountView } from '../../lib/core/wallet-view'
import type { Words } from '../words'

/** As the person named it, or by its number. */
export function accountName({ name, number }: Pick<AccountView, 'name' | 'number'>, { say }: Words): string {
  return name || say('account_number', { number: `${number}` })
}
