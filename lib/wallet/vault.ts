/** The shape of the encrypted wallet at rest. Everything secret in it is AES-256-GCM ciphertext. */
export type Sealed = { iv: string; data: string }

export type Vault = {
  schema: 1
  address: `0x${string}`
  kdf: { name: 'PBKDF2'; hash: 'SHA-256'; iterations: number; salt: string }
  /** The random key of the spending key, sealed under the password. */
  dataKey: Sealed
  /** The private key, sealed under the data key. */
  spending: Sealed
  /** The recovery phrase, sealed under the password itself: opened only to back up. Absent for an imported private key. */
  seed?: Sealed
}
