// Only the components the pages use; every page works without this file. Radios and checkboxes need no script:
// what a choice reveals is shown by style (see commonpool.scss).
import {
  Button,
  CharacterCount,
  ErrorSummary,
  NotificationBanner,
  ServiceNavigation,
  SkipLink,
  createAll
} from 'govuk-frontend'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

const parts = [Button, CharacterCount, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink]
for (const part of parts) createAll(part)

// Buttons that print the page exist only where printing by script does.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
