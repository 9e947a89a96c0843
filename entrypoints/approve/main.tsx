import { ApproveWindow } from '../../components/approve/window'
import { mount } from '../popup/mount'

const id = Number(new URLSearchParams(location.search).get('payment'))

void mount(<ApproveWindow id={id} />)
