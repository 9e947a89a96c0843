import type { ComponentProps } from 'react'

type Props = ComponentProps<'button'> & { look?: 'plain' | 'primary' | 'danger' | 'quiet' }

export function Button({ look = 'plain', className = '', ...rest }: Props) {
  return <button type="button" className={`button ${look} ${className}`.trim()} {...rest} />
}
