import { Options } from '../../components/options/options'
import { makeWallet } from '../../lib/wallet/seed'
import { mount } from '../popup/mount'

void mount(<Options makeWallet={makeWallet} />)
