package sample

import "strconv"

// commune is what is set by hand for one unit; all other figures follow from it.
type commune struct {
	code string
	town bool // thị trấn: no sheets 01, 07, 08, no programme money

	households int   // in December
	growth     []int // months in which one household is added
	jump       leap  // households added at once
	perTen     int   // persons in ten households
	minority   int   // per cent of households
	villages   int

	poor    int // households on 31/12/2019
	poorEnd int // on 14/12/2020

	unmet   []int       // criteria not met on 31/12/2019
	gains   map[int]int // criterion → month in which it is met, except 11, which follows the poverty rate
	planned []int       // planned for 2020 and not met
	half    map[int]int // criterion → month from which it is Cơ bản đạt
	loses   setback     // a criterion that was met, is lost and met again
	moved   delay
}

type leap struct{ month, by int }

// setback is the loss of an indicator that was met.
type setback struct {
	criterion, month, again int
	indicator               string
}

// delay is a due date that is put off.
type delay struct {
	criterion, month int
	from, to         string
}

// poverty is criterion 11: met when the rate of sheet 04 is at most 5 %.
const poverty = 11

// communes are the district's units by code. Their sums: 11.115 households in December; 1.024 poor
// households at the start, 309 at the end; 67 criteria not met at the start of 14 × 19, 50 at the end.
func communes() []commune {
	return []commune{
		{code: "14869", town: true, households: 1712, growth: []int{2, 11}, perTen: 42, minority: 72, villages: 9, poor: 62, poorEnd: 17},
		{code: "14872", households: 638, growth: []int{4}, perTen: 44, minority: 97, villages: 6, poor: 92, poorEnd: 34,
			unmet: []int{2, 5, 6, 9, 10, 11, 17}, gains: map[int]int{9: 12}, planned: []int{11}},
		{code: "14875", households: 664, growth: []int{6}, perTen: 43, minority: 95, villages: 7, poor: 31, poorEnd: 11,
			unmet: []int{5, 17}, gains: map[int]int{17: 4, 5: 6}},
		{code: "14878", households: 427, growth: []int{8}, perTen: 44, minority: 96, villages: 5, poor: 33, poorEnd: 9,
			unmet: []int{2, 10, 11, 17}, gains: map[int]int{17: 8}},
		{code: "14881", households: 703, growth: []int{10, 11}, perTen: 45, minority: 98, villages: 8, poor: 98, poorEnd: 37,
			unmet: []int{2, 3, 5, 6, 10, 11, 17}, planned: []int{3, 11}},
		{code: "14884", households: 558, growth: []int{2}, perTen: 43, minority: 94, villages: 6, poor: 62, poorEnd: 18,
			unmet: []int{2, 6, 10, 11, 17}, planned: []int{6, 17}, half: map[int]int{6: 0}},
		{code: "14887", households: 613, growth: []int{4}, perTen: 44, minority: 97, villages: 7, poor: 84, poorEnd: 33,
			unmet: []int{2, 3, 5, 6, 9, 10, 11, 17}, gains: map[int]int{3: 6}, planned: []int{11}},
		{code: "14890", households: 617, growth: []int{6}, perTen: 42, minority: 93, villages: 6, poor: 29, poorEnd: 8},
		{code: "14896", households: 786, growth: []int{8, 11}, perTen: 45, minority: 98, villages: 8, poor: 118, poorEnd: 28,
			unmet: []int{2, 5, 6, 9, 10, 11, 17}},
		{code: "14899", households: 893, growth: []int{10}, perTen: 44, minority: 97, villages: 9, poor: 109, poorEnd: 24,
			unmet: []int{2, 5, 6, 10, 11, 13}, gains: map[int]int{13: 7},
			loses: setback{criterion: 17, month: 9, again: 11, indicator: "17.5"}},
		{code: "14902", households: 742, growth: []int{2}, perTen: 43, minority: 96, villages: 8, poor: 93, poorEnd: 39,
			unmet: []int{2, 6, 10, 11, 13, 17}, gains: map[int]int{13: 10}, planned: []int{11},
			moved: delay{criterion: 13, month: 8, from: "2020-08-31", to: "2020-10-10"}},
		{code: "14908", households: 812, growth: []int{4}, perTen: 44, minority: 95, villages: 8, poor: 86, poorEnd: 20,
			unmet: []int{2, 5, 10, 11, 17}, gains: map[int]int{5: 9}},
		{code: "14911", households: 695, growth: []int{6, 11}, perTen: 42, minority: 90, villages: 6, poor: 27, poorEnd: 6},
		{code: "14914", households: 589, growth: []int{8}, perTen: 43, minority: 92, villages: 6, poor: 26, poorEnd: 7,
			unmet: []int{2, 6, 17}, gains: map[int]int{6: 5, 17: 12}, half: map[int]int{2: 10}},
		{code: "14917", households: 666, growth: []int{10}, jump: leap{month: 5, by: 14}, perTen: 44, minority: 96, villages: 7, poor: 74, poorEnd: 18,
			unmet: []int{2, 5, 6, 9, 10, 11, 17}, gains: map[int]int{9: 11}},
	}
}

// seed varies a figure from unit to unit without chance.
func (c *commune) seed() int {
	n, _ := strconv.Atoi(c.code)
	return n / 3
}

// homes is the number of households at the end of a month; month 0 is the start of the year.
func (c *commune) homes(month int) int {
	n := c.households
	for _, m := range c.growth {
		if m > month {
			n--
		}
	}
	if c.jump.month > month {
		n -= c.jump.by
	}
	return n
}

// minorityHomes is the number of households of ethnic minorities.
func (c *commune) minorityHomes(month int) int { return c.homes(month) * c.minority / 100 }

// persons is the number of inhabitants.
func (c *commune) persons(month int) int { return c.homes(month)*c.perTen/10 + month*(1+c.seed()%3) }

// villageHomes splits the households of a month over the villages; what is added goes to one of them.
func (c *commune) villageHomes(month int) []int {
	start, weights, all := c.homes(0), make([]int, c.villages), 0
	for v := range weights {
		weights[v] = 9 + (v*5+c.seed())%7
		all += weights[v]
	}
	out, rest := make([]int, c.villages), start
	for v := range out {
		out[v] = start * weights[v] / all
		rest -= out[v]
	}
	out[0] += rest
	for _, m := range c.growth {
		if m <= month {
			out[m%c.villages]++
		}
	}
	if c.jump.month <= month {
		out[2] += c.jump.by
	}
	return out
}

func contains(list []int, n int) bool {
	for _, v := range list {
		if v == n {
			return true
		}
	}
	return false
}
