import './page.css';
import './parts/chat';
