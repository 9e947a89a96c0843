/** What a page may ask of the wallet it finds, checked on arrival. */
import * as z from 'zod/mini'

const asking = z.object({
  name: z.string().check(z.regex(/^[0-9a-f-]{36}$/)),
  n: z.int().check(z.positive()),
  method: z.string().check(z.maxLength(64)),
  params: z.unknown(),
})

export function readAsking(said: unknown): z.infer<typeof asking> | undefined {
  const parsed = asking.safeParse(said)
  return parsed.success ? parsed.data : undefined
}
