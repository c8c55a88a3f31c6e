import sys,json,glob,os
sys.path.insert(0,'/tmp/rd'); sys.path.insert(0,'/work/shared/corpus')
import score as S
groups={l.split('\t')[0]:l.rstrip('\n').split('\t') for l in open('/work/shared/corpus/GROUPS.tsv')}
out=sys.argv[1]
for f in sorted(glob.glob('/work/shared/corpus/gold/*.json')):
    g=json.load(open(f)); 
    if groups[g['id']][2]=='yes': continue
    def get(o):
        p=os.path.join(o,g['file'].rsplit('.',1)[0]+'.json')
        if not os.path.exists(p): return ''
        o=json.load(open(p)); return S.N(json.dumps(o,ensure_ascii=False))
    w,bw=get(out),get('/tmp/rd/base')
    n=0
    for b in g['blocks']:
        if b['type'] in S.OPTIONAL: continue
        t=S.N(b['text'])
        if len(t)>=4 and t[:12] not in w and t[-12:] not in w:
            n+=1
            if n<5: print(g['id'],b['type'],'BASEOK' if t[:12] in bw else '',b['text'][:50])
