from vault import serve

serve()
