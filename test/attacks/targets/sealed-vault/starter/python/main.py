from vault import serve

serve(lambda numbers: 0)
