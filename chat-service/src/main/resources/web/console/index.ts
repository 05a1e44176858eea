import '../chat/page.css';
import './console.css';
import { speak } from './text/words';
import './console';

speak(document.documentElement.lang);
