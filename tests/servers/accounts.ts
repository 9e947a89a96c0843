// Anvil's published test accounts ("test test test … junk"): worthless on every real chain.
// Account 1 is left free for buyers, as the golden vectors sign with it.
import { privateKeyToAccount } from 'viem/accounts'

export const gasPayer = privateKeyToAccount('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')
export const seller = privateKeyToAccount('0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a')
export const mint = privateKeyToAccount('0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6')
