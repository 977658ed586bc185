package main

type pair[A, B any] struct {
	a A
	b B
}

func double[T any](depth int, value T) {
	if depth > 0 {
		double(depth-1, pair[T, T]{value, value})
	}
}

type t0 = pair[int, string]
type t1 = pair[t0, t0]
type t2 = pair[t1, t1]
type t3 = pair[t2, t2]
type t4 = pair[t3, t3]
type t5 = pair[t4, t4]
type t6 = pair[t5, t5]
type t7 = pair[t6, t6]
type t8 = pair[t7, t7]
type t9 = pair[t8, t8]
type t10 = pair[t9, t9]
type t11 = pair[t10, t10]
type t12 = pair[t11, t11]
type t13 = pair[t12, t12]
type t14 = pair[t13, t13]
type t15 = pair[t14, t14]
type t16 = pair[t15, t15]

func main() {
	var value t16
	double(20, value)
	serve(answer)
}
