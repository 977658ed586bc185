print("BREACH an interpreter took this in before its program")
