print("BREACH a planted module ran in the build")
