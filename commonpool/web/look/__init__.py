"""How pages look: components, fields and the words around them."""
