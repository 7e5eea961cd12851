;;; The rules of the benchmark in CLIPS: the facts of a Party are asserted, what follows from them is inferred in stages, and
;;; all of it is retracted before the next Party's.
;;;
;;; How a row answers a question: yes, missing (not on record), coarse (dates too coarse to say) or no.

;;; ---- days ----

(deffunction day-of (?year ?month ?day)
  (bind ?y (if (> ?month 2) then ?year else (- ?year 1)))
  (bind ?m (if (> ?month 2) then (- ?month 3) else (+ ?month 9)))
  (+ (* 365 ?y) (div ?y 4) (- 0 (div ?y 100)) (div ?y 400) (div (+ (* 153 ?m) 2) 5) ?day -719469))

(deffunction parse (?text)
  (day-of (string-to-field (sub-string 1 4 ?text)) (string-to-field (sub-string 6 7 ?text))
    (string-to-field (sub-string 9 10 ?text))))

;;; The last day of a month stays the last one that there is.
(deffunction add-months (?day ?months)
  (bind ?z (+ ?day 719468))
  (bind ?era (div ?z 146097))
  (bind ?doe (mod ?z 146097))
  (bind ?yoe (div (- ?doe (div ?doe 1460) (- 0 (div ?doe 36524)) (div ?doe 146096)) 365))
  (bind ?doy (- ?doe (- (+ (* 365 ?yoe) (div ?yoe 4)) (div ?yoe 100))))
  (bind ?m (div (+ (* 5 ?doy) 2) 153))
  (bind ?d (+ (- ?doy (div (+ (* 153 ?m) 2) 5)) 1))
  ;; Months since the March of the year 0, so that none is below 0.
  (bind ?total (+ (* 12 (+ ?yoe (* 400 ?era))) ?m ?months 2))
  (bind ?year (div ?total 12))
  (bind ?month (+ (mod ?total 12) 1))
  (bind ?next (if (= ?month 12) then (day-of (+ ?year 1) 1 1) else (day-of ?year (+ ?month 1) 1)))
  (min (day-of ?year ?month ?d) (- ?next 1)))

(defglobal
  ?*as-of* = (parse ?*as-of-text*)
  ?*effect* = (day-of 2020 2 22)
  ?*two-years-ago* = (add-months ?*as-of* -24)
  ?*one-year-ago* = (add-months ?*as-of* -12)
  ?*verdicts* = (create$ gap review unreported partial met not_due not_applicable))

;;; ---- answers ----

(deffunction both ($?answers)
  (if (member$ no ?answers) then no
   else (if (member$ coarse ?answers) then coarse
   else (if (member$ missing ?answers) then missing
   else yes))))

(deffunction is-before (?first ?last ?day) (if (< ?last ?day) then yes else (if (>= ?first ?day) then no else coarse)))
(deffunction is-by (?first ?last ?day) (if (<= ?last ?day) then yes else (if (> ?first ?day) then no else coarse)))
(deffunction is-after (?first ?last ?day) (if (> ?first ?day) then yes else (if (<= ?last ?day) then no else coarse)))
(deffunction is-since (?first ?last ?day) (if (>= ?first ?day) then yes else (if (< ?last ?day) then no else coarse)))

(deffunction later (?first ?last ?than-first ?than-last)
  (or (> ?first ?than-first) (and (= ?first ?than-first) (> ?last ?than-last))))

(deffunction is-one-of (?cell $?wanted)
  (if (eq ?cell nil) then missing else (if (member$ ?cell ?wanted) then yes else no)))

;;; An event that lies after the date is not on record.
(deffunction on-record ($?date)
  (if (= (length$ ?date) 0) then no else (is-by (nth$ 1 ?date) (nth$ 2 ?date) ?*as-of*)))

(deffunction still (?begun $?ended)
  (if (= (length$ ?ended) 0) then ?begun else (both ?begun (is-after (nth$ 1 ?ended) (nth$ 2 ?ended) ?*as-of*))))

;;; ---- facts ----

(deftemplate claim (slot n) (slot treaty) (multislot in_force) (multislot ended))
(deftemplate holder (slot n) (slot role) (slot institution) (slot email) (multislot designated) (multislot confirmed)
  (multislot ended))
(deftemplate report (slot n) (slot treaty) (slot period) (slot due_kind) (slot state) (multislot due)
  (multislot submitted) (multislot about))
(deftemplate act (slot n) (slot provision) (slot kind) (slot status) (slot evidence_url) (multislot date) (multislot from)
  (multislot to) (multislot counterparts) (multislot groups) (multislot mandate) (multislot flags))
(deftemplate plan (slot n) (slot kind) (multislot adopted) (multislot expires) (multislot flags))

;;; Of a Party, as inferred: what one source says of a treaty, how a row answers, the verdict on a row, on a rule.
(deftemplate says (slot treaty) (slot n) (slot is))
(deftemplate answer (slot to) (slot n) (slot is))
(deftemplate item (slot rule) (slot n) (slot is))
(deftemplate verdict (slot rule) (slot is) (slot findings))

(deftemplate parties (slot count))
;;; Where a table says that it is complete, and what must be for a question. There is no column where all of it must be.
(deftemplate complete (slot table) (slot column) (multislot values) (slot since) (multislot until))
(deftemplate question (slot id) (slot table) (slot column) (multislot values) (slot since (default as-of)))
;;; A rule that comes to `none` where nothing answers and the table is complete; `shown`: to met where something does.
(deftemplate presence (slot rule) (slot question) (slot shown (default no)) (slot none (default gap))
  (slot stage (default absence)))

(deffacts questions
  (question (id cms-nfp) (table focal_points) (column role) (values cms-nfp))
  (question (id cbd-nfp) (table focal_points) (column role) (values cbd-nfp))
  (question (id nfp) (table focal_points) (column role) (values cms-nfp cbd-nfp))
  (question (id due-cms) (table reports) (column treaty) (values cms))
  (question (id due-cbd) (table reports) (column treaty) (values cbd))
  (question (id cycle) (table reports) (column treaty) (values cms))
  (question (id submitted) (table reports))
  (question (id bench:11) (table actions) (column provision) (values bench:11) (since effect))
  (question (id bench:12) (table actions) (column provision) (values bench:12) (since effect))
  (question (id bench:15) (table actions) (column provision) (values bench:15) (since effect))
  (question (id bench:17) (table actions) (column provision) (values bench:17) (since effect))
  (question (id groups))
  (question (id national) (table plans) (column kind) (values nbsap))
  (question (id recent) (table plans) (column kind) (values nbsap resource-mobilization) (since effect)))

(deffacts rules
  (presence (rule no-cms-focal-point) (question cms-nfp) (shown yes) (stage judge))
  (presence (rule no-plan) (question national) (shown yes) (stage judge))
  (presence (rule no-cbd-focal-point) (question cbd-nfp) (shown yes))
  (presence (rule no-report-this-cycle) (question cycle) (shown yes))
  (presence (rule conventions-not-engaged) (question bench:15))
  (presence (rule late-cbd-report) (question due-cbd))
  (presence (rule late-cms-report) (question due-cms))
  (presence (rule no-collaboration) (question bench:11))
  (presence (rule no-web-tool) (question bench:17) (none not_applicable))
  (presence (rule not-confirmed) (question nfp))
  (presence (rule plan-without-resources) (question recent))
  (presence (rule report-returned) (question submitted) (none not_applicable))
  ;; A rule comes to this where nothing else is said of it.
  (otherwise no-address unreported)
  (otherwise offices-apart unreported)
  (otherwise plan-expired unreported)
  (otherwise no-evidence not_applicable)
  (otherwise plan-not-carried-out not_applicable)
  (otherwise provision-not-named not_applicable)
  (otherwise repealed-mandate not_applicable)
  (requires no-address no-cms-focal-point)
  (requires no-collaboration no-cms-focal-point)
  (requires offices-apart no-cms-focal-point)
  (requires plan-expired no-plan)
  (of-cbd late-cbd-report)
  (of-cbd plan-without-resources)
  (treaty cms)
  (treaty cbd)
  (group indigenous-peoples absent:indigenous-peoples)
  (group youth-groups absent:youth-groups)
  (group local-communities absent:local-communities))

(defrule covered
  (question (id ?id) (table ?table) (column ?column) (values $?wanted) (since ?since))
  (complete (table ?table) (column ?column) (values $?values) (since ?first) (until $?until))
  (test (subsetp ?wanted ?values))
  (test (<= ?first (if (eq ?since effect) then ?*effect* else ?*as-of*)))
  (test (or (= (length$ ?until) 0) (>= (nth$ 1 ?until) ?*as-of*)))
 =>
  (assert (covered ?id)))

(deffunction say (?rule ?is)
  (assert (verdict (rule ?rule) (is ?is) (findings (if (eq ?is met) then 0 else 1)))))

(deffunction tell (?question ?n ?is)
  (if (neq ?is no) then (assert (answer (to ?question) (n ?n) (is ?is)))))

;;; ---- stages: each begins where nothing is left to do in the one before ----

(defrule stage-bound (declare (salience -10)) (stage claims) => (assert (stage bound)))
(defrule stage-rows (bound cms yes) => (assert (stage rows)))
(defrule stage-look (declare (salience -10)) (stage rows) => (assert (stage look)))
(defrule stage-groups (declare (salience -10)) (stage look) => (assert (stage groups)))
(defrule stage-best (declare (salience -10)) (stage groups) => (assert (stage best)))
(defrule stage-judge (declare (salience -10)) (stage best) => (assert (stage judge)))
(defrule stage-rest (declare (salience -10)) (stage judge) => (assert (stage rest)))
(defrule stage-absence (declare (salience -10)) (stage rest) => (assert (stage absence)))
(defrule stage-write (declare (salience -10)) (stage absence) => (assert (stage write)))

;;; ---- being bound: nobody is asked whom the instrument does not bind ----

(defrule claim
  (claim (n ?n) (treaty ?treaty) (in_force $?in-force) (ended $?ended))
 =>
  (assert (says (treaty ?treaty) (n ?n) (is (still (on-record ?in-force) ?ended)))))

(defrule bound-by-nobody (stage bound) (treaty ?treaty) (not (says (treaty ?treaty))) => (assert (bound ?treaty no)))

(defrule bound-by-all
  (stage bound)
  (says (treaty ?treaty) (is ?is))
  (not (says (treaty ?treaty) (is ~?is)))
 =>
  (assert (bound ?treaty ?is)))

(defrule bound-by-some
  (stage bound)
  (says (treaty ?treaty) (is ?is))
  (exists (says (treaty ?treaty) (is ~?is)))
 =>
  (assert (bound ?treaty coarse)))

(defrule not-bound
  (bound cms ?is&~yes)
 =>
  (bind ?code (if (eq ?is no) then 7 else 2))
  (loop-for-count 19 (printout t ?code " "))
  (printout t ?code crlf))

(defrule not-bound-by-cbd
  (stage judge)
  (bound cbd ?is&~yes)
  (of-cbd ?rule)
 =>
  (say ?rule (if (eq ?is no) then not_applicable else review)))

;;; ---- rows ----

(defrule holder
  (stage rows)
  (holder (n ?n) (role ?role) (designated $?designated) (confirmed $?confirmed) (ended $?ended))
 =>
  (bind ?begun (if (= (length$ ?designated) 0) then coarse else (on-record ?designated)))
  (if (and (eq ?begun coarse) (eq (on-record ?confirmed) yes)) then (bind ?begun yes))
  (bind ?valid (still ?begun ?ended))
  (tell cms-nfp ?n (both (is-one-of ?role cms-nfp) ?valid))
  (tell cbd-nfp ?n (both (is-one-of ?role cbd-nfp) ?valid))
  (tell nfp ?n (both (is-one-of ?role cms-nfp cbd-nfp) ?valid)))

(defrule report
  (stage rows)
  (report (n ?n) (treaty ?treaty) (period ?period) (due_kind ?kind) (submitted $?submitted))
 =>
  (bind ?seen (on-record ?submitted))
  (bind ?cms (is-one-of ?treaty cms))
  (tell due-cms ?n (both ?cms (is-one-of ?kind hard)))
  (tell due-cbd ?n (is-one-of ?treaty cbd))
  (tell cycle ?n (both ?cms (is-one-of ?period cms-cop14) ?seen))
  (tell submitted ?n ?seen))

(deffunction is-there (?date ?from)
  (if (or (eq ?date yes) (eq ?from yes)) then yes else (if (or (eq ?date coarse) (eq ?from coarse)) then coarse else no)))

;;; Dated since the effect, or an arrangement that ran at some time since.
(defrule act-dated
  (stage rows)
  (act (n ?n) (date ?first ?last) (from $?from))
 =>
  (bind ?by (is-by ?first ?last ?*as-of*))
  (assert (there ?n (is-there ?by (on-record ?from))))
  (assert (active ?n (both (is-since ?first ?last ?*effect*) ?by))))

(defrule act-arranged
  (stage rows)
  (act (n ?n) (date) (from ?first ?last) (to $?to))
 =>
  (bind ?by (is-by ?first ?last ?*as-of*))
  (assert (there ?n ?by))
  (assert (active ?n (if (= (length$ ?to) 0) then ?by else (both ?by (is-after (nth$ 1 ?to) (nth$ 2 ?to) ?*effect*))))))

(defrule act-at-no-time
  (stage rows)
  (act (n ?n) (date) (from))
 =>
  (assert (there ?n yes))
  (assert (active ?n missing)))

(defrule act
  (stage rows)
  (act (n ?n) (provision ?provision) (status ?status))
  (there ?n ?there)
  (active ?n ?active)
 =>
  (bind ?is (both (is-one-of ?status done ongoing) ?active ?there))
  (if (neq ?provision nil)
   then (tell ?provision ?n ?is)
   else (progn$ (?one (create$ bench:11 bench:12 bench:13 bench:15 bench:17)) (tell ?one ?n (both missing ?is)))))

(defrule refused
  (stage rows)
  (act (n ?n) (provision ?provision) (status refused))
  (there ?n yes)
  (active ?n yes)
 =>
  (assert (refused ?provision)))

(defrule plan
  (stage rows)
  (plan (n ?n) (kind ?kind) (adopted ?first ?last))
 =>
  (bind ?seen (is-by ?first ?last ?*as-of*))
  (tell national ?n (both (is-one-of ?kind nbsap) ?seen))
  (if (member$ ?kind (create$ nbsap resource-mobilization))
   then (tell recent ?n (both (is-since ?first ?last ?*effect*) ?seen))))

;;; ---- a look at each row that surely answers ----

(defrule address
  (stage look)
  (answer (to cms-nfp) (n ?n) (is yes))
  (holder (n ?n) (email ?email))
 =>
  (assert (item (rule no-address) (n ?n) (is (if (eq ?email nil) then gap else met)))))

(defrule confirmation
  (stage look)
  (answer (to nfp) (n ?n) (is yes))
  (holder (n ?n) (confirmed ?first&:(<= ?first ?*as-of*) ?last))
 =>
  (if (> ?last ?*as-of*) then (assert (maybe-confirmed)) else (assert (confirmed ?first ?last))))

(deffunction in-time (?months ?missing ?first ?last $?submitted)
  (if (> ?months 0)
   then (bind ?first (add-months ?first ?months))
        (bind ?last (add-months ?last ?months)))
  (bind ?ahead (is-after ?first ?last ?*as-of*))
  (bind ?seen (on-record ?submitted))
  (if (eq ?ahead coarse) then (return review))
  (if (eq ?ahead yes) then (return not_due))
  (if (eq ?seen coarse) then (return review))
  (if (eq ?seen no) then (return ?missing))
  (if (> (nth$ 1 ?submitted) ?last) then (return partial))
  (if (<= (nth$ 2 ?submitted) ?first) then met else review))

(defrule cms-report
  (stage look)
  (report (n ?n) (treaty cms) (due_kind hard) (due ?first ?last) (submitted $?submitted))
 =>
  (assert (item (rule late-cms-report) (n ?n) (is (in-time 0 gap ?first ?last ?submitted)))))

(defrule cms-report-without-due
  (stage look)
  (report (n ?n) (treaty cms) (due_kind hard) (due))
 =>
  (assert (item (rule late-cms-report) (n ?n) (is unreported))))

;;; The provision is qualified: a gap is told as unreported.
(defrule cbd-report
  (stage look)
  (bound cbd yes)
  (report (n ?n) (treaty cbd) (due ?first ?last) (submitted $?submitted))
 =>
  (assert (item (rule late-cbd-report) (n ?n) (is (in-time 6 unreported ?first ?last ?submitted)))))

(defrule cbd-report-without-due
  (stage look)
  (bound cbd yes)
  (report (n ?n) (treaty cbd) (due))
 =>
  (assert (item (rule late-cbd-report) (n ?n) (is unreported))))

;;; What a report says is on record when the report is; one whose day is not known is.
(defrule what-a-report-says
  (stage look)
  (report (treaty cms) (about $?about) (submitted $?submitted))
 =>
  (bind ?seen (if (= (length$ ?submitted) 0) then yes else (on-record ?submitted)))
  (if (or (= (length$ ?about) 0) (eq ?seen no)) then (assert (said blank))
   else (if (eq ?seen coarse) then (assert (said undecided))
   else (if (member$ bench:11 ?about) then (assert (said named))
   else (assert (said not-named))))))

(defrule evidence
  (stage look)
  (answer (to bench:13) (n ?n) (is yes))
  (act (n ?n) (evidence_url ?url))
 =>
  (bind ?is (if (eq ?url nil) then unreported else (if (eq (sub-string 1 8 ?url) "https://") then met else partial)))
  (assert (item (rule no-evidence) (n ?n) (is ?is))))

(defrule mandate-stands
  (stage look)
  (act (n ?n) (mandate ?one $?more) (date $?date) (from $?from))
  (there ?n yes)
 =>
  (bind ?is met)
  (bind ?begun (if (= (length$ ?date) 0) then ?from else ?date))
  (progn$ (?resolution (create$ ?one ?more))
    (if (member$ ?resolution (create$ cms-7.9 cms-8.11 cms-9.6 cms-10.21 cms-11.11)) then (bind ?is review)))
  (if (and (eq ?is review) (= (length$ ?begun) 0)) then (bind ?is unreported))
  (if (and (eq ?is review) (< (nth$ 2 ?begun) ?*effect*)) then (bind ?is met))
  (assert (item (rule repealed-mandate) (n ?n) (is ?is))))

(defrule convention-engaged
  (stage look)
  (answer (to bench:15) (n ?n) (is yes))
  (act (n ?n) (counterparts $? ?counterpart $?))
 =>
  (assert (engages ?counterpart)))

(defrule planned
  (stage look)
  (act (n ?n) (provision bench:16 | bench:17) (status planned) (date $?date) (to $?to))
  (there ?n yes)
 =>
  (bind ?overdue (if (= (length$ ?to) 0) then no else (is-before (nth$ 1 ?to) (nth$ 2 ?to) ?*as-of*)))
  (bind ?old (if (= (length$ ?date) 0) then no else (is-before (nth$ 1 ?date) (nth$ 2 ?date) ?*one-year-ago*)))
  (bind ?is
    (if (eq ?overdue yes) then gap
     else (if (or (eq ?overdue coarse) (eq ?old coarse)) then review
     else (if (eq ?old yes) then partial
     else not_due))))
  (assert (item (rule plan-not-carried-out) (n ?n) (is ?is))))

(defrule web-tool
  (stage look)
  (answer (to bench:17) (n ?n) (is yes))
  (act (n ?n) (kind ?kind&~nil) (flags $?flags))
 =>
  (if (eq ?kind dart) then (assert (uses-tool)))
  (progn$ (?flag ?flags)
    (if (and (eq (sub-string 1 5 ?flag) "tool:") (neq ?flag tool:none)) then (assert (uses-tool)))))

;;; ---- groups: those engaged, those of which there are none, and what may be of the others ----

(defrule group-engaged
  (stage look)
  (answer (to bench:12) (n ?n) (is yes))
  (act (n ?n) (groups $? ?group $?))
  (group ?group ?)
 =>
  (assert (engaged ?group)))

(defrule group-absent
  (stage look)
  (group ?group ?flag)
  (act (n ?n) (provision bench:12) (flags $? ?flag $?))
  (there ?n yes)
 =>
  (assert (absent ?group)))

(defrule group-does-not-exist
  (stage groups)
  (absent ?group)
  (not (engaged ?group))
 =>
  (assert (item (rule groups-not-engaged) (n ?group) (is review))))

(defrule group-missing
  (stage groups)
  (group ?group ?)
  (not (engaged ?group))
  (not (absent ?group))
 =>
  (assert (missing ?group)))

(defrule maybe-of-the-group
  (stage groups)
  (missing ?group)
  (answer (to bench:12) (n ?n) (is ?is))
  (act (n ?n) (groups $? ?group $?))
 =>
  (tell groups ?n ?is))

(defrule maybe-of-a-group
  (stage groups)
  (exists (missing ?))
  (answer (to bench:12) (n ?n) (is ?is))
  (act (n ?n) (groups))
 =>
  (tell groups ?n (both ?is missing)))

(defrule groups-all
  (stage judge)
  (exists (engaged ?))
  (not (missing ?))
 =>
  (assert (item (rule groups-not-engaged) (n missing) (is met))))

(defrule groups-maybe
  (stage judge)
  (exists (missing ?))
  (best groups ?best&coarse | missing)
 =>
  (assert (item (rule groups-not-engaged) (n missing) (is (if (eq ?best coarse) then review else unreported)))))

(defrule groups-some
  (stage judge)
  (exists (missing ?))
  (exists (engaged ?))
  (best groups no)
 =>
  (assert (item (rule groups-not-engaged) (n missing) (is partial))))

(defrule groups-refused
  (stage judge)
  (not (engaged ?))
  (exists (missing ?))
  (best groups no)
  (refused bench:12)
 =>
  (assert (item (rule groups-not-engaged) (n missing) (is review))))

(defrule groups-gap
  (stage judge)
  (not (engaged ?))
  (exists (missing ?))
  (best groups no)
  (not (refused bench:12))
  (covered bench:12)
 =>
  (assert (item (rule groups-not-engaged) (n missing) (is gap))))

(defrule groups-unreported
  (stage judge)
  (not (engaged ?))
  (exists (missing ?))
  (best groups no)
  (not (refused bench:12))
  (not (covered bench:12))
 =>
  (assert (item (rule groups-not-engaged) (n missing) (is unreported))))

;;; ---- the best answer of several rows ----

(defrule best-yes
  (stage best)
  (question (id ?question))
  (exists (answer (to ?question) (is yes)))
 =>
  (assert (best ?question yes)))

(defrule best-coarse
  (stage best)
  (question (id ?question))
  (not (answer (to ?question) (is yes)))
  (exists (answer (to ?question) (is coarse)))
 =>
  (assert (best ?question coarse)))

(defrule best-missing
  (stage best)
  (question (id ?question))
  (not (answer (to ?question) (is yes | coarse)))
  (exists (answer (to ?question) (is missing)))
 =>
  (assert (best ?question missing)))

(defrule best-no
  (stage best)
  (question (id ?question))
  (not (answer (to ?question)))
 =>
  (assert (best ?question no)))

;;; ---- verdicts ----

(defrule shown
  (stage ?stage)
  (presence (stage ?stage) (rule ?rule) (question ?question) (shown yes))
  (best ?question yes)
 =>
  (say ?rule met))

(defrule not-shown
  (stage ?stage)
  (presence (stage ?stage) (rule ?rule) (question ?question))
  (best ?question ?best&coarse | missing)
  (not (verdict (rule ?rule)))
 =>
  (say ?rule (if (eq ?best coarse) then review else unreported)))

(defrule absent-where-complete
  (stage ?stage)
  (presence (stage ?stage) (rule ?rule) (question ?question) (none ?none))
  (best ?question no)
  (covered ?question)
  (not (verdict (rule ?rule)))
 =>
  (say ?rule ?none))

(defrule absent
  (stage ?stage)
  (presence (stage ?stage) (rule ?rule) (question ?question))
  (best ?question no)
  (not (covered ?question))
  (not (verdict (rule ?rule)))
 =>
  (say ?rule unreported))

(defrule otherwise (stage absence) (otherwise ?rule ?is) (not (verdict (rule ?rule))) => (say ?rule ?is))

(deffunction worse (?is ?than)
  (< (member$ ?is ?*verdicts*) (member$ ?than ?*verdicts*)))

(defrule worst
  (stage rest)
  (item (rule ?rule) (is ?worst))
  (not (item (rule ?rule) (is ?is&:(worse ?is ?worst))))
 =>
  (bind ?findings 0)
  (do-for-all-facts ((?item item))
    (and (eq ?item:rule ?rule) (or (worse ?item:is met) (and (worse met ?worst) (eq ?item:is ?worst))))
    (bind ?findings (+ ?findings 1)))
  (assert (verdict (rule ?rule) (is ?worst) (findings ?findings))))

(defrule not-asked
  (stage rest)
  (requires ?rule ?required)
  (verdict (rule ?required) (is gap | partial))
 =>
  (assert (verdict (rule ?rule) (is not_applicable) (findings 0))))

(defrule collaboration
  (stage rest)
  (verdict (rule no-cms-focal-point) (is ~gap&~partial))
  (best bench:11 yes)
 =>
  (say no-collaboration met))

(defrule collaboration-refused
  (stage rest)
  (verdict (rule no-cms-focal-point) (is ~gap&~partial))
  (best bench:11 ~yes)
  (refused bench:11)
 =>
  (say no-collaboration review))

(defrule one-office
  (stage judge)
  (best cms-nfp yes)
  (not (and (answer (to cms-nfp) (n ?one) (is yes))
            (holder (n ?one) (institution ?institution&~nil))
            (answer (to cms-nfp) (n ?other) (is yes))
            (holder (n ?other) (institution ~?institution&~nil))))
 =>
  (say offices-apart met))

(defrule offices-apart
  (stage judge)
  (exists (answer (to cms-nfp) (n ?one) (is yes))
          (holder (n ?one) (institution ?institution&~nil))
          (answer (to cms-nfp) (n ?other) (is yes))
          (holder (n ?other) (institution ~?institution&~nil)))
 =>
  (say offices-apart review))

(defrule maybe-confirmed (stage judge) (maybe-confirmed) => (say not-confirmed review))

(defrule never-confirmed
  (stage judge)
  (best nfp yes)
  (not (maybe-confirmed))
  (not (confirmed ? ?))
 =>
  (say not-confirmed unreported))

(defrule confirmed
  (stage judge)
  (not (maybe-confirmed))
  (confirmed ?first ?last)
  (not (confirmed ?other ?other-last&:(later ?other ?other-last ?first ?last)))
 =>
  (bind ?since (is-since ?first ?last ?*two-years-ago*))
  (say not-confirmed (if (eq ?since coarse) then review else (if (eq ?since yes) then met else partial))))

;;; Of two that came last together, the first counts.
(defrule report-returned
  (stage judge)
  (answer (to submitted) (n ?n) (is yes))
  (report (n ?n) (submitted ?first ?last) (state ?state))
  (not (and (answer (to submitted) (n ?other) (is yes))
            (report (n ?other) (submitted ?other-first
              ?other-last&:(or (later ?other-first ?other-last ?first ?last)
                               (and (= ?other-first ?first) (= ?other-last ?last) (< ?other ?n)))))))
 =>
  (say report-returned
    (if (eq ?state nil) then unreported
     else (if (eq ?state returned) then partial
     else (if (eq ?state draft) then review
     else met)))))

(defrule provision-named (stage judge) (said named) => (say provision-not-named met))
(defrule provision-maybe-named
  (stage judge)
  (said undecided)
  (not (said named))
 =>
  (say provision-not-named review))
(defrule provision-not-said
  (stage judge)
  (said blank)
  (not (said named | undecided))
 =>
  (say provision-not-named unreported))
(defrule provision-not-named
  (stage judge)
  (said not-named)
  (not (said ~not-named))
 =>
  (say provision-not-named gap))

(defrule conventions-all
  (stage judge)
  (best bench:15 yes)
  (engages cbd)
  (engages cites)
  (engages ramsar)
 =>
  (say conventions-not-engaged met))

(defrule conventions-some
  (stage judge)
  (best bench:15 yes)
  (exists (engages ?))
  (not (and (engages cbd) (engages cites) (engages ramsar)))
 =>
  (say conventions-not-engaged partial))

(defrule conventions-none
  (stage judge)
  (best bench:15 yes)
  (not (engages ?))
 =>
  (say conventions-not-engaged unreported))

(defrule tool-used (stage judge) (uses-tool) => (say no-web-tool met))

(defrule tool-maybe-used
  (stage judge)
  (best bench:17 yes)
  (not (uses-tool))
  (exists (answer (to bench:17) (is coarse | missing)))
 =>
  (say no-web-tool review))

(defrule tool-not-said
  (stage judge)
  (not (uses-tool))
  (not (answer (to bench:17) (is coarse | missing)))
  (exists (answer (to bench:17) (n ?n) (is yes))
          (not (act (n ?n) (flags $? tool:none $?))))
 =>
  (say no-web-tool unreported))

(defrule tool-not-used
  (stage judge)
  (best bench:17 yes)
  (not (uses-tool))
  (not (answer (to bench:17) (is coarse | missing)))
  (not (and (answer (to bench:17) (n ?n) (is yes))
            (not (act (n ?n) (flags $? tool:none $?)))))
 =>
  (say no-web-tool review))

(defrule plan-expired
  (stage judge)
  (answer (to national) (n ?n) (is yes))
  (plan (n ?n) (adopted ?first ?last) (expires $?expires))
  (not (and (answer (to national) (n ?other) (is yes))
            (plan (n ?other) (adopted ?other-first
              ?other-last&:(or (later ?other-first ?other-last ?first ?last)
                               (and (= ?other-first ?first) (= ?other-last ?last) (< ?other ?n)))))))
 =>
  (if (= (length$ ?expires) 0)
   then (say plan-expired unreported)
   else (bind ?expired (is-by (nth$ 1 ?expires) (nth$ 2 ?expires) ?*as-of*))
        (say plan-expired (if (eq ?expired coarse) then review else (if (eq ?expired yes) then gap else met)))))

(defrule plan-with-resources
  (stage judge)
  (bound cbd yes)
  (exists (answer (to recent) (n ?n) (is yes))
          (or (plan (n ?n) (kind resource-mobilization)) (plan (n ?n) (flags $? resource-mobilization $?))))
 =>
  (say plan-without-resources met))

(defrule plan-without-resources
  (stage judge)
  (bound cbd yes)
  (best recent yes)
  (not (and (answer (to recent) (n ?n) (is yes)) (plan (n ?n) (kind resource-mobilization))))
  (not (and (answer (to recent) (n ?m) (is yes)) (plan (n ?m) (flags $? resource-mobilization $?))))
 =>
  (say plan-without-resources partial))

;;; ---- what is written: findings times eight plus the verdict, in the order of the rules' ids ----

(deffunction code (?is ?findings)
  (+ (* 8 ?findings) (member$ ?is ?*verdicts*)))

(defrule write
  (stage write)
  (verdict (rule conventions-not-engaged) (is ?v1) (findings ?f1))
  (verdict (rule groups-not-engaged) (is ?v2) (findings ?f2))
  (verdict (rule late-cbd-report) (is ?v3) (findings ?f3))
  (verdict (rule late-cms-report) (is ?v4) (findings ?f4))
  (verdict (rule no-address) (is ?v5) (findings ?f5))
  (verdict (rule no-cbd-focal-point) (is ?v6) (findings ?f6))
  (verdict (rule no-cms-focal-point) (is ?v7) (findings ?f7))
  (verdict (rule no-collaboration) (is ?v8) (findings ?f8))
  (verdict (rule no-evidence) (is ?v9) (findings ?f9))
  (verdict (rule no-plan) (is ?v10) (findings ?f10))
  (verdict (rule no-report-this-cycle) (is ?v11) (findings ?f11))
  (verdict (rule no-web-tool) (is ?v12) (findings ?f12))
  (verdict (rule not-confirmed) (is ?v13) (findings ?f13))
  (verdict (rule offices-apart) (is ?v14) (findings ?f14))
  (verdict (rule plan-expired) (is ?v15) (findings ?f15))
  (verdict (rule plan-not-carried-out) (is ?v16) (findings ?f16))
  (verdict (rule plan-without-resources) (is ?v17) (findings ?f17))
  (verdict (rule provision-not-named) (is ?v18) (findings ?f18))
  (verdict (rule repealed-mandate) (is ?v19) (findings ?f19))
  (verdict (rule report-returned) (is ?v20) (findings ?f20))
 =>
  (printout t (code ?v1 ?f1) " " (code ?v2 ?f2) " " (code ?v3 ?f3) " " (code ?v4 ?f4) " " (code ?v5 ?f5) " "
    (code ?v6 ?f6) " " (code ?v7 ?f7) " " (code ?v8 ?f8) " " (code ?v9 ?f9) " " (code ?v10 ?f10) " "
    (code ?v11 ?f11) " " (code ?v12 ?f12) " " (code ?v13 ?f13) " " (code ?v14 ?f14) " " (code ?v15 ?f15) " "
    (code ?v16 ?f16) " " (code ?v17 ?f17) " " (code ?v18 ?f18) " " (code ?v19 ?f19) " " (code ?v20 ?f20) crlf))

;;; ---- the run ----

(deffunction forget ()
  (do-for-all-facts
    ((?fact stage claim holder report act plan says bound answer item verdict best there active refused said engages
      engaged absent missing uses-tool confirmed maybe-confirmed))
    TRUE
    (retract ?fact)))

(deffunction judge-all (?folder)
  (reset)
  (load-facts (str-cat ?folder "/all.facts"))
  (run)
  (do-for-fact ((?parties parties)) TRUE
    (loop-for-count (?party ?parties:count)
      (load-facts (str-cat ?folder "/parties/" ?party ".facts"))
      (assert (stage claims))
      (run)
      (forget))))
