import { Popup } from '../../components/popup/popup'
import { mount } from './mount'

void mount(<Popup />, globalThis.glance)
