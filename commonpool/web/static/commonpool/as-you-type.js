// A form that is sent as one types: the server's answer takes the place of the part it names. No sum is done here.
// Where it names some of its fields, only these are sent, and only as they change.
const WAIT = 400

for (const form of document.querySelectorAll('form[data-as-you-type]')) {
  const named = form.dataset.asYouTypeOf?.split(' ')
  const part = () => document.getElementById(form.dataset.asYouType)
  let timer
  let asking

  const ask = async () => {
    asking?.abort()
    asking = new AbortController()
    const typed = [...new FormData(form)].filter(([name]) => !named || named.includes(name))
    const address = `${window.location.pathname}?${new URLSearchParams(typed)}`
    try {
      const answer = await fetch(address, { signal: asking.signal, headers: { accept: 'text/html' } })
      if (!answer.ok || answer.redirected) return
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const fresh = page.getElementById(form.dataset.asYouType)
      if (fresh) part().replaceChildren(...fresh.childNodes)
    } catch (error) {
      if (error.name !== 'AbortError') throw error
    }
  }

  form.addEventListener('input', (event) => {
    if (named && !named.includes(event.target.name)) return
    clearTimeout(timer)
    timer = setTimeout(ask, WAIT)
  })
}
