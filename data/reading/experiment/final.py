import sys,os,json,glob
sys.path.insert(0,'/tmp/wt/reading/data/reading'); sys.path.insert(0,'/tmp/rd')
import train as T, labels as L, augment
C='/work/shared/corpus'; n=L.score(C).N; gold=L.gold_of(C); B='/tmp/rd/bin/reading'
files=T.features(B,[os.path.join(C,'raw',f) for f in sorted(gold)])
seqs=[T.sequence(r,T.named(r,gold[f],n)) for f,r in files.items()]
seqs+=[s for f,s in augment.load('/tmp/rd/aug',T,L,gold,n,B)]
for inv in sys.argv[2:]:
    ig={}
    for p in glob.glob(inv+'/gold/*.json'):
        g=json.load(open(p)); ig[g['file']]=g
    seqs+=[T.sequence(r,T.named(r,ig[f],n)) for f,r in T.features(B,sorted(os.path.join(inv,'raw',f) for f in ig)).items()]
cases=L.cases_of('/tmp/wt/reading')
import collections
for path,item in cases.items():
    r=T.features(B,[path]); r=list(r.values())[0]
    s=T.sequence(r,T.named(r,item,n)); seqs+=[s]*4
w={name:w for name,t,w in L.small_cases('/tmp/wt/reading')}
fs=T.features(B,['/tmp/rd/small/'+f for f in sorted(w)])
seqs+=[T.sequence(r,L.label_small(r,w[f],n)) for f,r in fs.items()]
print(len(seqs)); print(T.fit(seqs,sys.argv[1],.25,.05,60), os.path.getsize(sys.argv[1]))
